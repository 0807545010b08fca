# falls by a hundredth in every step until it is 0.1: from 1.0 to 0.1 in a hundred steps it falls by 0.009
# in each


def learning_rate(k):
    return max(0.1, 1.0 - k / 100)
