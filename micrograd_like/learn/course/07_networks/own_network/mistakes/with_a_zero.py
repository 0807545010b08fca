# counts 12 nodes: the sum begins at the bias, not at a 0 that would be another leaf with another sum

nodes_of_a_neuron = 12
