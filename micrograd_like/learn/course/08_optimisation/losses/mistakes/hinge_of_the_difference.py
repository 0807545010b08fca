# takes relu of y - score: the margin is 1, and the label is a factor of the score, 1 - y * score


def hinge(score, y):
    return (y - score).relu()
