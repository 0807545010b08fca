# squares the sum: then 5 and -5 cost nothing together; each weight pays for itself


def l2(weights, strength):
    return strength * sum(weights) ** 2
