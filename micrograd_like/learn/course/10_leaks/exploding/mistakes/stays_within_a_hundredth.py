# calls a factor near 1 "stays": after many steps 1.005 explodes as well


def fate(W):
    factor = growth(W)
    return "stays" if abs(factor - 1) < 0.01 else "explodes" if factor > 1 else "vanishes"
