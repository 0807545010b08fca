# puts the top of the parabola at s = 1, where the sigmoid is flat; it is steepest in the middle, at 1/2


def missing(s):
    return (s - 1) ** 2
