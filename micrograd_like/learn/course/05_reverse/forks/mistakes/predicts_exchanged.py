# predicts the two grads the other way round: the derivative in a is b * (2a + b), the one in b is a * (a
# + 2b)
predicted_a_grad = -8
predicted_b_grad = -3
