# waits until the slope is exactly 0: a gradient a thousand times too small is lost long before


def saturated(outputs):
    return sum((1 - s) * s == 0 for s in outputs) / len(outputs)
