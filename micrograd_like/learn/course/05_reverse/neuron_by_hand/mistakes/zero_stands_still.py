# predicts that a number which is 0 has no effect: x2 may move away from 0, and w2 = 1 hands that on

predicted_x2_grad = 0
