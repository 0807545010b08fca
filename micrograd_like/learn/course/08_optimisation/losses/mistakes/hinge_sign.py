# punishes being right: with the sign of the label correct, y * score is positive and must lower the
# loss


def hinge(score, y):
    return (1 + y * score).relu()
