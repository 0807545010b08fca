# predicts how n moves with x2: above n there is tanh, whose local derivative is a half here
predicted_x2_grad = 1
