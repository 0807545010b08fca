# has the quotient upside down: the logit is log x minus log(1 - x), so it is positive for x above 1/2

VALUE = "log((1 - x) / x)"
