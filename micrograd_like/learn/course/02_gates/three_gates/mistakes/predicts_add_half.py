# predicts 1 for each operand of the sum: that is the local derivative, which must still be multiplied by the
# upstream gradient; and nothing is divided between the operands, each of them moves the sum one for one
through_add = 1, 1
