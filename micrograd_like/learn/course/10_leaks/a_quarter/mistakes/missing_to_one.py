# gives 1 minus the slope: 1/4 minus the slope is asked for


def missing(s):
    return 1 - s * (1 - s)
