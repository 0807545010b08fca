# puts 1/2 in front of the squares: many books do so, but here l2 is strength times the sum


def l2(weights, strength):
    return strength / 2 * sum(w * w for w in weights)
