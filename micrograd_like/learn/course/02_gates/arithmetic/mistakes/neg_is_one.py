# lets -x rise with x: the minus sign turns every nudge round


def d_neg(x):
    return 1.0
