# multiplies by the slope of tanh twice: the grad of the product has it in already


def backpropagate(x1, w1, x2, w2, b):
    o = tanh(x1 * w1 + x2 * w2 + b)
    n_grad = 1 - o**2
    square = n_grad * n_grad
    return 1.0, n_grad, n_grad, n_grad, n_grad, w1 * square, x1 * square, w2 * square, x2 * square
