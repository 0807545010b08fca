# predicts what the first walk brings: the second one reaches the same leaf, and adds to it

predicted_grad = 6
