# squares the factors: each result is x times its factor, so the derivative is the factor

gradient_of_the_sum = [4.0, 0.0, 4.0, 0.0]
