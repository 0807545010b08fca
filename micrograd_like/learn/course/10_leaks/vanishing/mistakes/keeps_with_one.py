# takes weight 1 for neutral: a layer multiplies by weight times a quarter, and that should be 1

weight_that_keeps_it = 1.0
