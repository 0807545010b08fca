# begins its product at 0, and 0 times anything is 0: a product begins at 1


def along(rates):
    rate = 0.0
    for r in rates:
        rate *= r
    return rate
