# predicts for b what the bracket a + b brings alone: b is in the bracket a * b too, and the two
# contributions add
predicted_b_grad = -6
