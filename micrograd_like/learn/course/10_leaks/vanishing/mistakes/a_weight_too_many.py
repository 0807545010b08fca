# has k weights: the first weight is not on the path, because the first bias is added behind it


def ceiling(k, weight):
    return 0.25**k * weight**k
