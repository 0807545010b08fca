# gives the mean of the two slopes: the question is at which w the slope is 0


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return (at_0 + at_1) / 2
