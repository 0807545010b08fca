# forgets the bias of the output neuron: it has 16 weights and a bias

parameters_of_the_demo = 336
