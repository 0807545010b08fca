# predicts that each factor gets its own number times the upstream gradient: the local derivative of a
# product is the other operand

through_mul = 6, -8
