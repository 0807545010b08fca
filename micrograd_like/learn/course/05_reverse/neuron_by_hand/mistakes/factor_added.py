# adds the other factor to the grad of the product: along an edge they multiply


def backpropagate(x1, w1, x2, w2, b):
    o = tanh(x1 * w1 + x2 * w2 + b)
    n_grad = 1 - o**2
    return 1.0, n_grad, n_grad, n_grad, n_grad, w1 + n_grad, x1 + n_grad, w2 + n_grad, x2 + n_grad
