import random
from math import sqrt

from micrograd_like.data import yin_yang
from micrograd_like.nn import MLP


def adam(p, g, m, v, t, lr):
    """One step of Adam, as in lesson 8, for one parameter, all floats: the new (p, m, v).

    m is the running mean of the gradient g with 0.9 and 0.1, v that of its square with
    0.999 and 0.001.  Both began at 0, so in step t, counted from 1, they are too small
    by the factors 1 - 0.9**t and 1 - 0.999**t.  The step is lr times the corrected m,
    divided by (the root of the corrected v, plus 1e-8).
    """
    # TODO
    ### BEGIN SOLUTION
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    step = lr * (m / (1 - 0.9**t)) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
    return p - step, m, v
    ### END SOLUTION


def loss(model, X, y):
    """The mean over the examples of log(sum of exp(scores)) - right score: a Value, for
    scores of any size.

    model(x) is a list of three Values, y[i] the class of example i: 0, 1 or 2.
    """
    # TODO
    ### BEGIN SOLUTION
    losses = []
    for x, label in zip(X, y):
        scores = model(x)
        top = max(s.data for s in scores)
        total = sum((s - top).exp() for s in scores)
        losses.append(total.log() + top - scores[label])
    return sum(losses) * (1 / len(losses))
    ### END SOLUTION


def predict(model, x):
    """The class with the highest score."""
    # TODO
    ### BEGIN SOLUTION
    scores = [s.data for s in model(x)]
    return scores.index(max(scores))
    ### END SOLUTION


def train_step(model, memory, X, y, t, lr=0.01):
    """Gradients of the loss, then a step of Adam for each parameter; gives the loss
    before the step, a float.

    memory is a list with an (m, v) for each of model.parameters(), (0.0, 0.0) before
    step t = 1; keep it up to date.
    """
    # TODO
    ### BEGIN SOLUTION
    model.zero_grad()
    total = loss(model, X, y)
    total.backward()
    for i, p in enumerate(model.parameters()):
        p.data, *new = adam(p.data, p.grad, *memory[i], t, lr)
        memory[i] = tuple(new)
    return total.data
    ### END SOLUTION


if __name__ == "__main__":
    random.seed(3)
    train, test = yin_yang(300, seed=0), yin_yang(150, seed=1)
    model = MLP(2, [16, 3], activation="tanh")
    memory = [(0.0, 0.0)] * len(model.parameters())
    for t in range(1, 501):
        rows = random.sample(range(300), 40)
        told = train_step(model, memory, [train.X[i] for i in rows], [train.y[i] for i in rows], t, lr=0.05)
        if t % 100 == 0:
            right = sum(predict(model, x) == label for x, label in zip(test.X, test.y))
            print(f"step {t}: loss {told:.3f}, right on {right} of 150 points never trained on", flush=True)
