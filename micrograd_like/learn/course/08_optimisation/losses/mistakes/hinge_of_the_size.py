# takes the size of the score: its sign says which class it is, so multiply by the label


def hinge(score, y):
    return (1 - abs(score)).relu()
