# multiplies by the whole product: how x1 * w1 reacts to x1 is w1


def backpropagate(x1, w1, x2, w2, b):
    o = tanh(x1 * w1 + x2 * w2 + b)
    n_grad = 1 - o**2
    first, second = x1 * w1 * n_grad, x2 * w2 * n_grad
    return 1.0, n_grad, n_grad, n_grad, n_grad, first, first, second, second
