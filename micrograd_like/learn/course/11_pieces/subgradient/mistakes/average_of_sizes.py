# takes the mean of the sizes


def smallest(low, high):
    return (abs(low) + abs(high)) / 2
