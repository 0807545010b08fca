# gives the signs of the errors: the errors themselves are asked for


def bp3(delta):
    return [(d > 0) - (d < 0) for d in delta]
