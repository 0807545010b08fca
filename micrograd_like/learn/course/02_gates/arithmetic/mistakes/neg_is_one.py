# lets -x rise with x: the minus sign reverses every small change


def d_neg(x):
    return 1.0
