# counts one bias for each layer, 304 + 3: every neuron has its own

parameters_of_the_demo = 307
