# predicts 20 to the power 3: every further layer multiplies by 3, so 3 is the base and 20 the exponent
paths_through_20 = 8000
