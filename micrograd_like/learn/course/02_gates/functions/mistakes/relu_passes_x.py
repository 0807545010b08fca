# gives back relu itself; where it lets x pass, its slope is 1


def d_relu(x, z):
    return x if x > 0 else 0.0
