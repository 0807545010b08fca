# divides by a (1 - a): that is the derivative of the cross-entropy; the quadratic cost has a - y


def dC_da(a_j, y_j):
    return (a_j - y_j) / (a_j * (1 - a_j))
