# gives 0 for every weight: compute the four scores


def network(x):
    return 0.0
