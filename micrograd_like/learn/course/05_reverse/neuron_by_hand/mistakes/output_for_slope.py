# takes o itself for the local derivative of tanh: it is 1 - o²


def backpropagate(x1, w1, x2, w2, b):
    o = tanh(x1 * w1 + x2 * w2 + b)
    n_grad = o
    return 1.0, n_grad, n_grad, n_grad, n_grad, w1 * n_grad, x1 * n_grad, w2 * n_grad, x2 * n_grad
