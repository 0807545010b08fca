# decides at 0.5: that is for probabilities; a score between minus and plus infinity is decided at 0


def classify(model, x):
    return 1 if model(x).data > 0.5 else -1
