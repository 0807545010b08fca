# subtracts the squares: first the difference, then its square


def squared_error(score, y):
    return score**2 - y**2
