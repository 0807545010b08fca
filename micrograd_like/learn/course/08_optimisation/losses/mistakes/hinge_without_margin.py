# is content as soon as the sign is right: the hinge asks for a margin of 1


def hinge(score, y):
    return (-y * score).relu()
