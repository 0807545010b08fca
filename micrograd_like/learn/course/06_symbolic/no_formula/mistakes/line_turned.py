# takes the place where a line through the two slopes would be 1


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return (1 - at_0) / (at_1 - at_0)
