# takes the sigmoid of 1 - score for class 0: the probability of class 0 is 1 - sigmoid(score), or
# sigmoid(-score)


def cross_entropy(score, y):
    return -(score if y == 1 else 1 - score).sigmoid().log()
