# takes the upper end where 0 is not between: for slopes above 0 the lower end is nearer to 0


def smallest(low, high):
    return 0.0 if low <= 0 <= high else high
