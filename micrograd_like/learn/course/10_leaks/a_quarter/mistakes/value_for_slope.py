# gives the value of the sigmoid at its middle; the slope there is (1 - s) s

its_slope_there = 0.5
