# gives abs the slope 1 on both sides: to the left of 0 it falls


def d_abs(x):
    return 0.0 if x == 0 else 1.0
