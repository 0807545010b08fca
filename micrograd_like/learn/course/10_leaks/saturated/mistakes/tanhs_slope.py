# uses the slope of tanh, 1 - s²: these are outputs of sigmoids


def saturated(outputs):
    return sum(1 - s * s < 0.01 for s in outputs) / len(outputs)
