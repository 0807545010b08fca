# predicts the upstream gradient times the operand's own number: the local derivative of a sum is 1
through_add = 6, -8
