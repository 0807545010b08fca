# predicts the grad of n for all four numbers: it is multiplied by the other factor on the way down
predicted_x1_grad = 0.5
predicted_w1_grad = 0.5
predicted_w2_grad = 0.5
