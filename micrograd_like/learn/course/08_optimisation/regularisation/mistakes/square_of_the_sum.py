# squares the sum: 5 and -5 would cancel; square each weight, then add


def l2(weights, strength):
    return strength * sum(weights) ** 2
