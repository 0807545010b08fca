# multiplies the grad of the bias by b: b is a summand of n, and its local derivative is 1


def backpropagate(x1, w1, x2, w2, b):
    o = tanh(x1 * w1 + x2 * w2 + b)
    n_grad = 1 - o**2
    return 1.0, n_grad, n_grad, n_grad, b * n_grad, w1 * n_grad, x1 * n_grad, w2 * n_grad, x2 * n_grad
