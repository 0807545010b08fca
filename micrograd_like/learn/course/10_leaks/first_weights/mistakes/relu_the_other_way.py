# divides by 2 under the root: relu halves the mean square, so it must double

from math import sqrt


def good_size_for_relu(n):
    return sqrt(1 / (2 * n))
