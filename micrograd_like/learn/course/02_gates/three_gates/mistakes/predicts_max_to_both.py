# predicts that max hands the upstream gradient to both operands: a small change of the smaller one
# changes nothing
through_max = 2, 2
