# takes the middle of the fair slopes, as a central difference does; this engine takes the one nearest
# to 0


def smallest(low, high):
    return (low + high) / 2
