# squares the hinge: there is such a loss, but here it is max(0, 1 - y * score)


def hinge(score, y):
    return (1 - y * score).relu() ** 2
