# offers the sum of the C_x or a multiple of it: the contribution of each example does not depend on the
# others


def breaks_it(costs):
    return sum(costs)
