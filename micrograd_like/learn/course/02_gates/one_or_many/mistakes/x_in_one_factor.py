# takes x in one of the two factors: the rule (1 - s) * s is in the result s of the gate, twice


def slope_as_one(x):
    return (1 - x) * sigmoid(x)
