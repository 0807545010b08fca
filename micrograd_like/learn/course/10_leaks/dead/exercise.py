from micrograd_like import Value


def killing_bias(w, r):
    """The largest bias with which relu(w · x + b) is 0 for every x whose numbers lie
    between -r and r.
    """
    # TODO: which x of this kind makes w · x largest?
    ### BEGIN SOLUTION
    return -r * sum(abs(w_i) for w_i in w)
    ### END SOLUTION


def gradient(w, b, X, y):
    """The slopes in the weights, then in the bias, of the sum of (relu(w · x + b) -
    target)² over the examples.
    """
    # TODO: Values for w and b; add the squares up; backward()
    ### BEGIN SOLUTION
    ws, bias = [Value(number) for number in w], Value(b)
    loss = Value(0.0)
    for x, target in zip(X, y):
        z = sum(w_i * x_i for w_i, x_i in zip(ws, x)) + bias
        loss += (z.relu() - target) ** 2
    loss.backward()
    return [p.grad for p in [*ws, bias]]
    ### END SOLUTION


def dead(neurons, X):
    """How many of the neurons, pairs (w, b), have w · x + b of 0 or less for every
    example in X.
    """
    # TODO
    ### BEGIN SOLUTION
    return sum(all(weighted_sum(w, b, x) <= 0 for x in X) for w, b in neurons)
    ### END SOLUTION


def weighted_sum(w, b, x):
    return sum(w_i * x_i for w_i, x_i in zip(w, x)) + b


# A neuron is dead for all data.  One of these can still change its parameters: "a
# larger learning rate", "more steps", "other targets", "a small slope below 0 in place
# of none".  Which?
# TODO
### BEGIN SOLUTION
saved_by = "a small slope below 0 in place of none"
### END SOLUTION


if __name__ == "__main__":
    w, X, y = [0.8, -0.5], [[1.0, -1.0], [0.3, 0.9], [-0.7, 0.2]], [3.0, 1.0, 2.0]
    for b in (0.0, killing_bias(w, 1.0)):
        print(f"bias {b:5}: gradient {gradient(w, b, X, y)}, dead: {dead([(w, b)], X)}")
