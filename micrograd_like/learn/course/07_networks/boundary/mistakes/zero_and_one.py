# answers 0 for the second class; the labels here are +1 and -1


def classify(model, x):
    return 1 if model(x).data > 0 else 0
