# predicts with the bracket (a + b) only, as if the other one stood still; a and b move both

predicted_a_grad = -6
predicted_b_grad = -6
