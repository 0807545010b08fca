# predicts that a sum divides the upstream gradient between its operands: each of them moves the sum
# one for one

through_add = 1, 1
