# goes below 0 for large scores: the hinge is 0 from y * score = 1 on


def hinge(score, y):
    return 1 - y * score
