# divides by the strength: a larger strength makes the penalty larger


def l2(weights, strength):
    return sum(w * w for w in weights) / strength
