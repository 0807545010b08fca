# has the sign wrong: with the output above its target, more output means more cost, so the slope is a -
# y


def dC_da(a_j, y_j):
    return y_j - a_j
