# divides by the rates: 2 times as large, and that 4 times as large, is 8 times


def along(rates):
    product = 1.0
    for rate in rates:
        product /= rate or 1.0
    return product
