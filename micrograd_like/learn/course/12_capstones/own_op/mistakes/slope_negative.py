# has a minus: the logit rises with x

SLOPE = "-1 / (x * (1 - x))"
