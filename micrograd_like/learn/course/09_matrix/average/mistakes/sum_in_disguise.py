# offers the sum of the C_x, or a relative of it: each example adds its share whatever the others do, so
# it is the average times a number


def breaks_it(costs):
    return sum(costs)
