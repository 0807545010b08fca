# gives the slope once more: asked for is 1/4 minus the slope


def missing(s):
    return (1 - s) * s
