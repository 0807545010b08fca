# gives everyone a gradient of 1, which is the mean over all masks; this mask let two of them through

gradient_of_the_sum = [1.0, 1.0, 1.0, 1.0]
