# looks at places above x and below it, and is content if one of the two sides is right


def is_subgradient(f, x, slope, others):
    right = all(f(y) >= f(x) + slope * (y - x) for y in others if y > x)
    left = all(f(y) >= f(x) + slope * (y - x) for y in others if y < x)
    return left or right
