# finds how far below w = 1 the slope is 0: the question is at which w


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return at_1 / (at_1 - at_0)
