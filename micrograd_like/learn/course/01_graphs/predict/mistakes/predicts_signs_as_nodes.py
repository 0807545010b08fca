# predicts a node of its own for each operation sign: an operation and its result are one Value
nodes_of_three = 21
edges_of_three = 20
