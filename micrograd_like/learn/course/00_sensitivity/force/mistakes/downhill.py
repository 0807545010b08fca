# goes the other way: minus the gradient makes the result smaller (later you will want that; here it
# should grow)


def push(inputs, gradient, step):
    return [x - step * g for x, g in zip(inputs, gradient)]
