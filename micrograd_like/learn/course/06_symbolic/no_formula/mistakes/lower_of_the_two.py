# gives 0 or 1, where the slope is smaller in size: the straight line meets 0 between them or beside them


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return 0.0 if abs(at_0) < abs(at_1) else 1.0
