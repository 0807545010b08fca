# puts 1/2 in front: L1 is strength times the sum of the absolute values


def l1(weights, strength):
    return strength / 2 * sum(abs(w) for w in weights)
