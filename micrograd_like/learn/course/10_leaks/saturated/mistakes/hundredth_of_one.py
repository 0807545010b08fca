# compares with a hundredth of 1: the largest slope is 1/4


def saturated(outputs):
    return sum((1 - s) * s < 0.01 for s in outputs) / len(outputs)
