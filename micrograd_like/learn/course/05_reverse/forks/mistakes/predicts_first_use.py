# predicts with the bracket (a * b) only, as if the sum stood still; a and b move both

predicted_a_grad = 3
predicted_b_grad = -2
