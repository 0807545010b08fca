# predicts how n moves: there is tanh above it, and its local derivative is a half there

predicted_x1_grad = -3
predicted_w1_grad = 2
predicted_x2_grad = 1
