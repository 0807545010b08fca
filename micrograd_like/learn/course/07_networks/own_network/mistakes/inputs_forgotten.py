# counts 8 nodes: the two input numbers become leaves of the graph as well

nodes_of_a_neuron = 8
