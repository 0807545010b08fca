# keeps only the sign of each entry: an input that matters more should move further


def push(inputs, gradient, step):
    return [x + step * (1 if g > 0 else -1 if g < 0 else 0) for x, g in zip(inputs, gradient)]
