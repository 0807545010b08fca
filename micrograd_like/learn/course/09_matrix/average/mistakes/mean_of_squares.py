# adds up a number for each example, here its square: the contribution of one does not depend on the
# others


def breaks_it(costs):
    return sum(c**2 for c in costs) / len(costs)
