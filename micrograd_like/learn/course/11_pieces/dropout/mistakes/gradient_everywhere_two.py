# gives 2 to all: the factor of a dropped number is 0, and so is its derivative

gradient_of_the_sum = [2.0, 2.0, 2.0, 2.0]
