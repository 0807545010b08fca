# waits until the slope is exactly 0: it is saturated if the slope is below a hundredth of 1/4


def saturated(outputs):
    return sum((1 - s) * s == 0 for s in outputs) / len(outputs)
