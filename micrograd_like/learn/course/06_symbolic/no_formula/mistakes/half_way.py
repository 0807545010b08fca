# takes the middle between 0 and 1, and does not look at the slopes


def formula(loss):
    at_0, at_1 = slope(loss, 0.0), slope(loss, 1.0)
    return 0.5
