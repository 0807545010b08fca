# goes the wrong way from w = 0: where the line starts below 0 and rises, it meets 0 at a positive w


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return at_0 / (at_1 - at_0)
