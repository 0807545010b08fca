# gives survivors a gradient of 1: they were multiplied by 2 on the way up

gradient_of_the_sum = [1.0, 0.0, 1.0, 0.0]
