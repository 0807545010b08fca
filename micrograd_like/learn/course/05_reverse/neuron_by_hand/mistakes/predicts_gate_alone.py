# predicts that x1 and w1 get the grad of n: it is multiplied by the other factor on the way

predicted_x1_grad = 0.5
predicted_w1_grad = 0.5
