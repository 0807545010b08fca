# takes 1/2 for each sigmoid: that is its value in the middle, its largest slope is 1/4


def ceiling(k, weight):
    return 0.5**k * weight ** (k - 1)
