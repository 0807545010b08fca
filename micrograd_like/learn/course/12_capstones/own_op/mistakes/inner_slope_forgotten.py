# takes one over the argument of log and stops: the argument x / (1 - x) has a slope of its own, the
# chain rule wants it too

SLOPE = "(1 - x) / x"
