# adds up the probabilities, which gives 1, and forgets that 1 was subtracted at the label

sum_of_slopes = 1.0
