# counts a bias for each input: the inputs have none

parameters_of_the_demo = 355
