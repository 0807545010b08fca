# offers a constant: no example contributes anything, and averaging 1.0 gives 1.0


def breaks_it(costs):
    return 1.0
