# counts the 1 that is subtracted, and forgets the probabilities, which add up to 1

sum_of_slopes = -1.0
