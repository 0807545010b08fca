# predicts the local derivatives of the product alone: each is multiplied by the upstream gradient

through_mul = -4, 3
