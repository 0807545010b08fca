# takes relu of y * score: this is large where the score is right; the loss is max(0, 1 - y * score)


def hinge(score, y):
    return (y * score).relu()
