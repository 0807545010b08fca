# counts only outputs near 0: those near 1 have a small slope as well


def saturated(outputs):
    return sum(s < 0.0025 for s in outputs) / len(outputs)
