# predicts the neuron up to its sum: tanh is an operation with one operand, one more node and one more
# edge
nodes_of_three = 13
edges_of_three = 12
