# squares the strength as well: it is a factor of the sum of the squares


def l2(weights, strength):
    return sum((strength * w) * (strength * w) for w in weights)
