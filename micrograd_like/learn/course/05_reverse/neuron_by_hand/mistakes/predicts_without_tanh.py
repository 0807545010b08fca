# predicts how n moves: there is tanh above it, which passes on half of every nudge

predicted_x1_grad = -3
predicted_w1_grad = 2
predicted_x2_grad = 1
