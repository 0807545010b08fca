# counts 5 nodes, the operations: leaves are nodes, too

nodes_of_a_neuron = 5
