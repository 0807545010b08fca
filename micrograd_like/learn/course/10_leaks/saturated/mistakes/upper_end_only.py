# looks at the upper end alone: an output near 0 is as stuck as one near 1


def saturated(outputs):
    return sum(s > 0.9975 for s in outputs) / len(outputs)
