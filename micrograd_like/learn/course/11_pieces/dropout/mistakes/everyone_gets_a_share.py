# gives 1 to all, the mean over many masks: for this mask the derivative is the factor itself

gradient_of_the_sum = [1.0, 1.0, 1.0, 1.0]
