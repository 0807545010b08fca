# expects 1, as for tanh: the sigmoid climbs by 1 in all, and needs twice as wide a stretch as tanh
# needs for 2

its_slope_there = 1.0
