# counts 48 for the second layer, too: it has 16 inputs

parameters_of_the_demo = 48 + 48 + 17
