# predicts how n moves with w1: above n there is tanh, whose local derivative is a half here
predicted_w1_grad = 2
