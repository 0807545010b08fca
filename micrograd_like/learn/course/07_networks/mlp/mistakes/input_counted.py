# counts the two inputs too: they come from outside, and training does not change them

parameters_of_the_demo = 339
