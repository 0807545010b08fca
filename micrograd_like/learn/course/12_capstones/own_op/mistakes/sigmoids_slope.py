# gives the slope of the sigmoid; going back along the same curve, rise and run change places

SLOPE = "x * (1 - x)"
