# multiplies what the two uses bring: they are two paths, and paths add

predicted_a_grad = -18
predicted_b_grad = 12
