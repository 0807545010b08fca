# predicts the upstream gradient times w1 itself: the local derivative of x1 * w1 in w1 is x1
predicted_w1_grad = -1.5
