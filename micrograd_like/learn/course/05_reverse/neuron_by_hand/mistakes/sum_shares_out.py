# shares the grad of n out among its three summands: a sum divides nothing, each summand alone moves it
# one for one

from math import tanh


def backpropagate(x1, w1, x2, w2, b):
    x1w1 = x1 * w1
    x2w2 = x2 * w2
    n = x1w1 + x2w2 + b
    o = tanh(n)
    o_grad = 1.0
    n_grad = (1 - o**2) * o_grad
    x1w1_grad = n_grad / 3
    x2w2_grad = n_grad / 3
    b_grad = n_grad / 3
    x1_grad = w1 * x1w1_grad
    w1_grad = x1 * x1w1_grad
    x2_grad = w2 * x2w2_grad
    w2_grad = x2 * x2w2_grad
    return o_grad, n_grad, x1w1_grad, x2w2_grad, b_grad, x1_grad, w1_grad, x2_grad, w2_grad
