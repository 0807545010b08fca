# offers a multiple of the sum: the contribution of each example does not depend on the others


def breaks_it(costs):
    return sum(costs) / 2
