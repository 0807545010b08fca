# counts a single layer of 16 between input and output; [16, 16, 1] has two of them

parameters_of_the_demo = 65
