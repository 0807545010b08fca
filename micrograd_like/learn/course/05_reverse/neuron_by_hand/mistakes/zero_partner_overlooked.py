# predicts a grad for w2 that takes no notice of its partner: x2 is 0, and 0 times any w2 is 0

predicted_w2_grad = 0.5
