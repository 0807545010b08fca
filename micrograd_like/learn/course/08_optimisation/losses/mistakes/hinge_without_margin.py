# has no margin: the hinge is max(0, 1 - y * score)


def hinge(score, y):
    return (-y * score).relu()
