# predicts the operations alone: the 3 inputs, the 3 weights and the bias are nodes too, the leaves
nodes_of_three = 7
