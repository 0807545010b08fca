# counts a layer too many: 2 is the number of inputs, and [16, 16, 1] has three layers

parameters_of_the_demo = 609
