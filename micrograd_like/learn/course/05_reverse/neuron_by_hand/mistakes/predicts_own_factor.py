# predicts with each factor's own number: in x1 * w1 it is w1 that says how much x1 counts

predicted_x1_grad = 1.0
predicted_w1_grad = -1.5
predicted_x2_grad = 0.0
predicted_w2_grad = 0.5
