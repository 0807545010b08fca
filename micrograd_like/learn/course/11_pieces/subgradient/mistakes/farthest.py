# takes the end that is farthest from 0


def smallest(low, high):
    return max(low, high, key=abs)
