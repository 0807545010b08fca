# returns inside the loop, after the first rate: the return belongs behind the loop


def along(rates):
    product = 1.0
    for rate in rates:
        product *= rate
        return product
    return product
