# offers the mean itself, which satisfies the assumption


def breaks_it(costs):
    return sum(costs) / len(costs)
