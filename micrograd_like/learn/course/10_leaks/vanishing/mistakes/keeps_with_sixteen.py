# gives 16: one more layer multiplies the bound by the weight times 1/4, and this should be 1

weight_that_keeps_it = 16.0
