# has 1 + x below: the logit is log(x / (1 - x))

VALUE = "log(x / (1 + x))"
