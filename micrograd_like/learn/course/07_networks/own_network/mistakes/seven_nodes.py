# counts 7 nodes: two weights, a bias, two inputs, two products, two sums, and tanh

nodes_of_a_neuron = 7
