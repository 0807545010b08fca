# does not square: s - 1/2 is negative for half of all s, and the proof is gone


def missing(s):
    return s - 0.5
