# looks only at outputs near 1: those near 0 have a small slope as well


def saturated(outputs):
    return sum(s > 0.9975 for s in outputs) / len(outputs)
