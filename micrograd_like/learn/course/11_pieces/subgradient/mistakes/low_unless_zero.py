# takes the lower end where 0 is not between: for slopes below 0 the upper end is nearer to 0


def smallest(low, high):
    return 0.0 if low <= 0 <= high else low
