import random

from micrograd_like.data import micrograd_moons
from micrograd_like.nn import MLP
from micrograd_like.pictures.plots import decision_boundary


def loss(model, X, y):
    """The mean hinge loss of the scores model(x), for labels -1 and +1, plus a penalty.

    The penalty is 0.0001 times the sum of the squares of all parameters.
    """
    # TODO
    ### BEGIN SOLUTION
    hinges = [(1 - label * model(x)).relu() for x, label in zip(X, y)]
    error = sum(hinges) * (1.0 / len(hinges))
    penalty = 0.0001 * sum(p * p for p in model.parameters())
    return error + penalty
    ### END SOLUTION


def learning_rate(k):
    """1.0 at step k = 0, falling in a straight line towards 0.1, which it would reach
    at k = 100.
    """
    # TODO
    ### BEGIN SOLUTION
    return 1.0 - 0.9 * k / 100
    ### END SOLUTION


def step(model, X, y, k):
    """Step number k on all examples; gives the loss before it, a float."""
    ### BEGIN SOLUTION
    total = loss(model, X, y)
    ### END SOLUTION
    # TODO: fresh gradients, backward, and every parameter a step downhill with the
    # learning rate of step k
    ### BEGIN SOLUTION
    model.zero_grad()
    total.backward()
    for p in model.parameters():
        p.data -= learning_rate(k) * p.grad
    ### END SOLUTION
    ### BEGIN SOLUTION
    return total.data
    ### END SOLUTION


def accuracy(model, X, y):
    return sum((model(x).data > 0) == (label > 0) for x, label in zip(X, y)) / len(y)


if __name__ == "__main__":
    moons = micrograd_moons()
    X, y = moons.X, moons.signs
    random.seed(1337)
    model = MLP(2, [16, 16, 1])
    for k in range(100):
        shown = accuracy(model, X, y)
        print(f"step {k} loss {step(model, X, y, k)}, accuracy {shown:.0%}", flush=True)
    decision_boundary(lambda x: model(x).data, X, y, title="Two moons").save("moons.svg")
    print("moons.svg shows the boundary")
