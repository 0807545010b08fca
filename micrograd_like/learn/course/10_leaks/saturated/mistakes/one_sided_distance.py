# compares the output with 1/2


def saturated(outputs):
    return sum(s > 0.5 for s in outputs) / len(outputs)
