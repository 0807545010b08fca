# asks the Value whether it is true, and an object always is: compare its number with 0


def classify(model, x):
    return 1 if model(x) else -1
