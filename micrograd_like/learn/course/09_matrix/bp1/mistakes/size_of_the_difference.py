# takes the size of the difference: the derivative a - y has a sign


def dC_da(a_j, y_j):
    return abs(a_j - y_j)
