# predicts x1's grad with the wrong sign: it contains w1, which is negative

predicted_x1_grad = 1.5
