# predicts with the numbers of the graphs, 9 and 15: it is their derivatives in x that are collected
predicted_grad = 24
