# uses the gap next to 1 for every value: floats near a million lie about a million times further apart


def grain(value, h):
    return 2.0**-52 / h
