# lets factors below 1 explode: multiply 0.9 by itself a few times


def fate(W):
    factor = growth(W)
    return "stays" if abs(factor - 1) < 1e-9 else "explodes" if factor < 1 else "vanishes"
