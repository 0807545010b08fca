# takes the absolute value of the sum: weights of opposite sign would cancel; take it of each weight


def l1(weights, strength):
    return strength * abs(sum(weights))
