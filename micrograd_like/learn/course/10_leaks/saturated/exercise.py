from math import exp

from micrograd_like import Value


def gradient(w, x):
    """The gradient of sigmoid(w · x) in the weights: lists of numbers in, a list of
    numbers out.
    """
    # TODO: Values for the weights, the output, backward()
    ### BEGIN SOLUTION
    ws = [Value(number) for number in w]
    z = sum(w_i * x_i for w_i, x_i in zip(ws, x))
    z.sigmoid().backward()
    return [w_i.grad for w_i in ws]
    ### END SOLUTION


def saturated(outputs):
    """The share, from 0 to 1, of these sigmoid outputs at which the slope is below a
    hundredth of the largest, 1/4.
    """
    # TODO
    ### BEGIN SOLUTION
    return sum((1 - s) * s < 0.0025 for s in outputs) / len(outputs)
    ### END SOLUTION


# Predict: "larger", "smaller" or "the same", three times.  All weights are multiplied
# by 10.
# TODO
# How large is the gradient in the weights then, if w · x was 2?
### BEGIN SOLUTION
if_z_was_2 = "smaller"
### END SOLUTION
# And if w · x was 0?
### BEGIN SOLUTION
if_z_was_0 = "the same"
### END SOLUTION
# And if w · x was 0, how large is the gradient in x, the upstream gradient of the layer
# before?
### BEGIN SOLUTION
in_x_if_z_was_0 = "larger"
### END SOLUTION


if __name__ == "__main__":
    w, examples = [0.4, -0.3], [[1.0, 2.0], [-2.0, 1.0], [3.0, -1.0], [-1.0, -2.5]]
    for factor in (1, 3, 10, 30, 100):
        bigger = [factor * number for number in w]
        outputs = [1 / (1 + exp(-sum(a * b for a, b in zip(bigger, x)))) for x in examples]
        largest = max(abs(g) for x in examples for g in gradient(bigger, x))
        print(f"weights times {factor:3}: {saturated(outputs):4.0%} saturated, largest slope in a weight {largest:.2g}")
