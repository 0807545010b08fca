# gives the logarithm the exponential for its derivative: exp undoes log, but the derivative of log is
# 1/x


def d_log(x, z):
    return exp(x)
