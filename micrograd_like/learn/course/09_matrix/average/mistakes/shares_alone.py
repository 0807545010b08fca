# offers a sum again: each cost is squared by itself, so its contribution does not depend on the others


def breaks_it(costs):
    return sum(c * c for c in costs)
