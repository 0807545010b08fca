# leaves out the last layer: the output neuron has 16 weights and a bias

parameters_of_the_demo = 320
