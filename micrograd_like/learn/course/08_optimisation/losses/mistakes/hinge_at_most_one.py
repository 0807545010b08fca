# limits the hinge to 1 as well: it grows without bound as y * score falls


def hinge(score, y):
    return 1 - (1 - (1 - y * score).relu()).relu()
