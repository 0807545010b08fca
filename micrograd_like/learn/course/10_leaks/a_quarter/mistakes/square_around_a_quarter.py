# puts the top of the parabola at s = 1/4: that is how high it is, not where


def missing(s):
    return (s - 0.25) ** 2
