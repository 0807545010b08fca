# compares growth with 0: lengths are positive, and what decides is whether the factor is above 1


def fate(W):
    factor = growth(W)
    return "stays" if factor == 0 else "explodes" if factor > 0 else "vanishes"
