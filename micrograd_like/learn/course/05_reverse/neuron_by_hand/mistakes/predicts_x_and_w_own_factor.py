# predicts the upstream gradient times the factor itself: the local derivative of a product in one factor
# is the other factor
predicted_x1_grad = 1.0
predicted_w1_grad = -1.5
