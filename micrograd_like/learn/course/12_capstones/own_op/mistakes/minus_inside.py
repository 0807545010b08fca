# loses a minus: the slope of -log(1 - x) is +1/(1 - x), since 1 - x falls as x grows

SLOPE = "1 / x - 1 / (1 - x)"
