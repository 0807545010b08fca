# squares the product below

SLOPE = "1 / (x * (1 - x))**2"
