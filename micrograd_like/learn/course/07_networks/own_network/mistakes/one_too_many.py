# counts 11 nodes: the sum begins at the bias, so there are as many sums as products, and no further leaf

nodes_of_a_neuron = 11
