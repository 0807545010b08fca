# predicts the difference of the two contributions: a number that is used twice gets their sum
predicted_a_grad = 9
predicted_b_grad = 4
