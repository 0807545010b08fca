# counts them; a share is asked for


def saturated(outputs):
    return sum((1 - s) * s < 0.0025 for s in outputs)
