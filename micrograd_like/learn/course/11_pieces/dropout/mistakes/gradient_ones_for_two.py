# counts the survivors: the derivative with respect to each x is its factor

gradient_of_the_sum = [4.0, 4.0, 4.0, 4.0]
