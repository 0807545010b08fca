# predicts for a what the bracket a + b brings alone: a is in the bracket a * b too, and the two
# contributions add
predicted_a_grad = -6
