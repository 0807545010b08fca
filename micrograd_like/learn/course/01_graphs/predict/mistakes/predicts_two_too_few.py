# predicts two nodes and two edges too few: the bias is a leaf, and adding it is a sum of its own; each +
# takes two operands only
nodes_of_three = 12
edges_of_three = 11
