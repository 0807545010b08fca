# swaps base and exponent: every further layer multiplies by 3, so the 3 is the base

paths_through_2 = 2**3
paths_through_20 = 20**3
