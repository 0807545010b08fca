import random

from micrograd_like.nn import MLP
from micrograd_like.pictures.plots import decision_boundary


def classify(model, x):
    """+1 where the score model(x), a Value, is above 0, else -1."""
    # TODO
    ### BEGIN SOLUTION
    return 1 if model(x).data > 0 else -1
    ### END SOLUTION


def accuracy(model, X, y):
    """The share of the points in X, from 0 to 1, that get their label in y."""
    # TODO
    ### BEGIN SOLUTION
    return sum(classify(model, x) == label for x, label in zip(X, y)) / len(y)
    ### END SOLUTION


def crossing(model, p, q):
    """The point between p and q where the decision changes; p and q are decided
    differently.
    """
    for _ in range(50):
        middle = [(a + b) / 2 for a, b in zip(p, q)]
        # TODO: the decision changes in one of the two halves; the middle becomes p or
        # q, so that this half is left
        ### BEGIN SOLUTION
        if classify(model, middle) == classify(model, p):
            p = middle
        else:
            q = middle
        ### END SOLUTION
    ### BEGIN SOLUTION
    return p
    ### END SOLUTION


def film(frames):
    """A page that shows the pictures one at a time, with a slider."""
    shown = "".join(f'<div class="frame" hidden>{frame}</div>' for frame in frames)
    slide = "document.querySelectorAll('.frame').forEach((f, i) => f.hidden = i != chosen.value)"
    slider = f'<input id="chosen" type="range" min="0" max="{len(frames) - 1}" value="{len(frames)}" oninput="{slide}">'
    return f'<!doctype html><meta charset="utf-8">{slider}{shown}<script>{slide}</script>'


if __name__ == "__main__":
    random.seed(3)
    X = [[a + random.gauss(0, 0.25), b + random.gauss(0, 0.25)] for a in (-1, 1) for b in (-1, 1) for _ in range(12)]
    y = [1 if x[0] * x[1] < 0 else -1 for x in X]
    model = MLP(2, [8, 1])
    frames = []
    print("Open boundary.html in a browser: it is live, and becomes a film with a slider at the end.")
    for step in range(101):
        if step % 5 == 0:
            title = f"step {step}: {accuracy(model, X, y):.0%} right"
            print(title)
            frames.append(decision_boundary(lambda p: model(p).data, X, y, title=title))
            with open("boundary.html", "w", encoding="utf-8") as file:
                file.write('<meta charset="utf-8"><meta http-equiv="refresh" content="1">' + frames[-1])
        loss = sum((model(x) - label) ** 2 for x, label in zip(X, y)) / len(y)
        for p in model.parameters():
            p.grad = 0.0
        loss.backward()
        for p in model.parameters():
            p.data -= 0.03 * p.grad
    with open("boundary.html", "w", encoding="utf-8") as file:
        file.write(film(frames))
    print("on the boundary:", crossing(model, [-1.0, -1.0], [-1.0, 1.0]))
