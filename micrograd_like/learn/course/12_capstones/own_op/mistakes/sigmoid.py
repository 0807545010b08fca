# gives the sigmoid: the logit is its inverse, from a probability to a score

VALUE = "1 / (1 + exp(-x))"
