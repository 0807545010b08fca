# predicts what the first pass brings: the second one reaches the same leaf, and adds to it

predicted_grad = 6
