# predicts one path of x * x only: both operands are x, and they bring 3 + 3 before the 5 comes

predicted_grad = 8
