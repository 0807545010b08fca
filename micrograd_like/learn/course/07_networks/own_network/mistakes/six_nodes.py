# counts 6 nodes: there are 5 leaves and 5 operations

nodes_of_a_neuron = 6
