# counts the neurons, 16 + 16 + 1: each of them has weights and a bias

parameters_of_the_demo = 33
