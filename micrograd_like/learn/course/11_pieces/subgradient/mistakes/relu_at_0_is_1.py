# lets relu react at 0 with slope 1: fair, but not the choice nearest to 0, and units that are off for
# everything would not count as off


def d_relu(x):
    return 1.0 if x >= 0 else 0.0
