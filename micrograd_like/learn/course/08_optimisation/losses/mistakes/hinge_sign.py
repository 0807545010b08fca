# has the sign of y * score reversed: the loss falls as y * score grows, 1 - y * score


def hinge(score, y):
    return (1 + y * score).relu()
