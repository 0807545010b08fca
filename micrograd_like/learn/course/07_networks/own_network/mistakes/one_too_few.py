# counts 9 nodes; are the parameters, the inputs, the products, the sums, and tanh all counted?

nodes_of_a_neuron = 9
