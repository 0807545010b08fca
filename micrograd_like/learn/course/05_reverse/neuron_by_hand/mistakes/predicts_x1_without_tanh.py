# predicts how n moves with x1: above n there is tanh, whose local derivative is a half here
predicted_x1_grad = -3
