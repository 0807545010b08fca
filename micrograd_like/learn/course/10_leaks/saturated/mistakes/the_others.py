# gives the share of the outputs that are not saturated


def saturated(outputs):
    return sum((1 - s) * s >= 0.0025 for s in outputs) / len(outputs)
