from math import tanh

# The neuron of the lecture.  Forward, in four stages:
#
#   x1w1 = x1 * w1           x1 =  2    w1 = -3    x1w1 = -6
#   x2w2 = x2 * w2           x2 =  0    w2 =  1    x2w2 =  0
#   n = x1w1 + x2w2 + b      b = 6.8813735870195432,  n = 0.8814
#   o = tanh(n)              o = 0.7071,  and 1 - o**2 = 0.5
#
# The grad of a number says how fast o moves when this number moves.  Begin at o
# and go down, gate by gate.
# TODO: predict, by head
### BEGIN SOLUTION
predicted_x1_grad = -1.5
predicted_w1_grad = 1.0
predicted_x2_grad = 0.5
predicted_w2_grad = 0.0
### END SOLUTION


def backpropagate(x1, w1, x2, w2, b):
    """The grads of all the numbers in such a neuron, from the top down."""
    x1w1 = x1 * w1
    x2w2 = x2 * w2
    n = x1w1 + x2w2 + b
    o = tanh(n)
    # TODO: each line needs a grad from above, and the numbers at one gate
    ### BEGIN SOLUTION
    o_grad = 1.0
    n_grad = (1 - o**2) * o_grad
    x1w1_grad = n_grad
    x2w2_grad = n_grad
    b_grad = n_grad
    x1_grad = w1 * x1w1_grad
    w1_grad = x1 * x1w1_grad
    x2_grad = w2 * x2w2_grad
    w2_grad = x2 * x2w2_grad
    ### END SOLUTION
    return o_grad, n_grad, x1w1_grad, x2w2_grad, b_grad, x1_grad, w1_grad, x2_grad, w2_grad


if __name__ == "__main__":
    names = ("o", "n", "x1w1", "x2w2", "b", "x1", "w1", "x2", "w2")
    for name, grad in zip(names, backpropagate(2.0, -3.0, 0.0, 1.0, 6.8813735870195432)):
        print(f"{name}.grad = {grad}")
