# multiplies by the strength before it squares: a strength of 0.1 acts like 0.01


def l2(weights, strength):
    return sum((strength * w) * (strength * w) for w in weights)
