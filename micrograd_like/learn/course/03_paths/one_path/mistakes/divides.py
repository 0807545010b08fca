# divides by the rates: a gear of 2 that drives a gear of 4 turns it 8 times as fast


def along(rates):
    product = 1.0
    for rate in rates:
        product /= rate or 1.0
    return product
