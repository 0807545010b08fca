# divides where the mask multiplies: each result is x times its factor, so the derivative is the factor

gradient_of_the_sum = [0.5, 0.0, 0.5, 0.0]
