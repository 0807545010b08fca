# counts those without a gradient: one number of each window gets it

how_many_of_12 = 8
