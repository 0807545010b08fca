# divides by the height at w = 1: what counts is how much the line changes from 0 to 1


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return -at_0 / at_1
