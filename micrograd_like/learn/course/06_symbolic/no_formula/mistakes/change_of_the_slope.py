# gives how much the slope changes from w = 0 to w = 1: the question is at which w the slope is 0


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return at_1 - at_0
