# predicts w2 with the numbers of the first product: the partner of w2 is x2, which is 0

predicted_w2_grad = 1.0
