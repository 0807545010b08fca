# offers the mean itself, the very thing to get away from


def breaks_it(costs):
    return sum(costs) / len(costs)
