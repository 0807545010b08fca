# gives the square: the derivative of ½ (y - a)² is a - y


def dC_da(a_j, y_j):
    return (a_j - y_j) ** 2
