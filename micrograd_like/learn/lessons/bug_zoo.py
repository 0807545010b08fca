"""The bug zoo: twelve engines, each with a bug that somebody really shipped, and what to say of each.

>>> print(body("snake", STARTER).splitlines()[-1])
    return Node(x.data - y.data, [x, y], [1.0, 1.0])
>>> BUGS["snake"]
'sends the same to both sides of a difference: if y grows, x - y falls'
"""

from __future__ import annotations

import re

from ..exercise import Mutant
from ..starters import split

ZOO = '''
from math import exp, log, tanh


class Node:
    """data; the parents it was computed from; local: its slope in each of them; grad."""

    def __init__(self, data, parents=(), local=()):
        self.data, self.parents, self.local, self.grad = data, list(parents), list(local), 0.0


# ---- your instrument ----


def worst(f, xs, slopes, h=1e-5):
    """The largest relative error of the slopes, one for each number in xs, against central differences.

    f takes Nodes and gives a Node.  The relative error of a and n is |a - n| / max(|a|, |n|), and 0 if they are equal.
    """
    # TODO
    ...
    #> errors = [0.0]
    #> for i, slope in enumerate(slopes):
    #>     up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
    #>     numeric = (f(*up).data - f(*down).data) / (2 * h)
    #>     if slope != numeric:
    #>         errors.append(abs(slope - numeric) / max(abs(slope), abs(numeric)))
    #> return max(errors)


# ---- the first house: five operations.  Each gives a Node: result, parents, local slopes ----
# TODO: run this file, see who is sick, and cure one animal after the other


def owl(x):
    """exp(x).  Has a good memory for what went in."""
    return Node(exp(x.data), [x], [x.data])  #<
    #> z = exp(x.data)
    #> return Node(z, [x], [z])


def fox(x):
    """log(x).  Clever, but thinks of the result too early."""
    z = log(x.data)
    return Node(z, [x], [1 / z])  #<
    #> return Node(z, [x], [1 / x.data])


def snake(x, y):
    """x - y.  Looks the same from both ends."""
    return Node(x.data - y.data, [x, y], [1.0, 1.0])  #<
    #> return Node(x.data - y.data, [x, y], [1.0, -1.0])


def goat(x, y):
    """x ** y, for x above 0.  Stubborn about one of them."""
    z = x.data**y.data
    return Node(z, [x, y], [y.data * x.data ** (y.data - 1), 0.0])  #<
    #> return Node(z, [x, y], [y.data * x.data ** (y.data - 1), z * log(x.data)])


def elephant(x):
    """tanh(x), however large x is.  Fine as long as it stays small."""
    e = exp(2 * x.data)  #<
    z = (e - 1) / (e + 1)  #<
    #> z = tanh(x.data)
    return Node(z, [x], [1 - z * z])


# ---- the second house: seven backward passes.  Each sets the grad of root and of everything root depends on ----


def order(root):
    """Everything root depends on, and root: operands before results.  The keeper wrote this one; it is well."""
    done, stack = {}, [root]
    while stack:
        v = stack[-1]
        waiting = [p for p in v.parents if p not in done]
        if waiting:
            stack.append(waiting[0])
        else:
            done[stack.pop()] = True
    return list(done)


def begin(root):
    """All grads 0, but 1 for root.  The keeper's, and well."""
    for v in order(root):
        v.grad = 0.0
    root.grad = 1.0


def magpie(root):
    """Only the newest glitter counts."""
    begin(root)
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad = d * v.grad  #<
            #> p.grad += d * v.grad


def mole(root):
    """Cannot tell twins apart."""
    begin(root)
    for v in reversed(order(root)):
        slopes = dict(zip(v.parents, v.local))  #<
        for p, d in slopes.items():  #<
        #> for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad


def sloth(root):
    """Tidies up, but not much."""
    for v in order(root):  #<
        if not v.parents:  #<
            v.grad = 0.0  #<
    root.grad = 1.0  #<
    #> begin(root)
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad


def crab(root):
    """Knows its way, and walks it."""
    begin(root)
    for v in order(root):  #<
    #> for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad


def hydra(root):
    """Tells everything to each head, and each head tells it on."""
    begin(root)
    #<
    def tell(v):  #<
        for p, d in zip(v.parents, v.local):  #<
            p.grad += d * v.grad  #<
            tell(p)  #<
    #<
    tell(root)  #<
    #> for v in reversed(order(root)):
    #>     for p, d in zip(v.parents, v.local):
    #>         p.grad += d * v.grad


def bee(root):
    """Visits each flower once, the nearest first."""
    begin(root)
    flowers = [root]  #<
    for v in flowers:  # the list grows while she flies along it  #<
        for p, d in zip(v.parents, v.local):  #<
            p.grad += d * v.grad  #<
            if p not in flowers:  #<
                flowers.append(p)  #<
    #> for v in reversed(order(root)):
    #>     for p, d in zip(v.parents, v.local):
    #>         p.grad += d * v.grad


def hare(root):
    """Visits everyone once, and is off as soon as it sees a new face."""
    begin(root)
    seen = set()  #<
    #<
    def visit(v):  #<
        if v not in seen:  #<
            seen.add(v)  #<
            for p, d in zip(v.parents, v.local):  #<
                p.grad += d * v.grad  #<
            for p in v.parents:  #<
                visit(p)  #<
    #<
    visit(root)  #<
    #> for v in reversed(order(root)):
    #>     for p, d in zip(v.parents, v.local):
    #>         p.grad += d * v.grad


# ---- the morning round ----


def add(x, y):
    return Node(x.data + y.data, [x, y], [1.0, 1.0])


def mul(x, y):
    return Node(x.data * y.data, [x, y], [y.data, x.data])


def square(x):
    return mul(x, x)


def fork(x, a):
    """y + y * w, with y = x * x and w = a * y: y is used three times."""
    y = mul(x, x)
    return add(y, mul(y, mul(a, y)))


def knot(x, a):
    """The same with all operands swapped."""
    y = mul(x, x)
    return add(mul(mul(y, a), y), y)


def twice(animal, f, xs):
    """The slopes of f by this backward pass; asked twice, for the second answer should be the first."""
    nodes = [Node(x) for x in xs]
    root = f(*nodes)
    for _ in range(2):
        animal(root)
    return [v.grad for v in nodes]


def examine(animal):
    """The largest relative error of an animal."""
    patients = {owl: [(0.5,), (-2.0,)], fox: [(0.5,), (3.0,)], snake: [(5.0, 2.0)], goat: [(2.0, 3.0)]}
    patients[elephant] = [(0.5,), (800.0,)]
    if animal in patients:
        return max(worst(animal, xs, animal(*map(Node, xs)).local) for xs in patients[animal])
    graphs = ((square, [3.0]), (fork, [1.5, 3.0]), (knot, [1.5, 3.0]))
    return max(worst(f, xs, twice(animal, f, xs)) for f, xs in graphs)


if __name__ == "__main__":
    animals = [owl, fox, snake, goat, elephant, magpie, mole, sloth, crab, hydra, bee, hare]
    well = 0
    if worst(square, [3.0], [6.0]) is None:
        raise SystemExit("Write worst() first: without an instrument nobody can tell who is sick.")
    for animal in animals:
        try:
            error = examine(animal)
            told = "well" if error < 1e-6 else f"sick, off by {error:.0%}"
        except ArithmeticError as problem:
            told = f"sick, {type(problem).__name__}"
        well += told == "well"
        print(f"  {animal.__name__:10}{told:24}{animal.__doc__}")
    print(f"{well} of 12 are well." + (" The zoo can open!" if well == 12 else ""))
'''

BUGS = {
    "owl": "multiplies by what went in: the slope of exp is its result",
    "fox": "takes one over the result of log; it is one over what went in",
    "snake": "sends the same to both sides of a difference: if y grows, x - y falls",
    "goat": "has no slope for the exponent: x ** y reacts to y as well, by x ** y times log x",
    "elephant": "computes exp(2x) in tanh, which no float can hold beyond x = 355",
    "magpie": "replaces what a node has collected: a node that is used several times hears from every use, and all of it counts",
    "mole": "puts the parents into a dict: in x * x both are the same key, and one of the two edges is lost",
    "sloth": "sets only the leaves back to 0: the nodes between still hold what they collected last time, and pass it on again",
    "crab": "goes from the leaves up: every node passes on its grad before it has got any",
    "hydra": "passes a node's grad on once for every use: what had arrived before is passed on again and again",
    "bee": "goes by distance from the root: a node that is near by one way may still expect something by a longer one",
    "hare": "goes deep at first sight: a node passes on what the first visitor brought, and what others bring later stays there",
}


STARTER, SOLUTION = split(ZOO)


def body(name: str, text: str = SOLUTION) -> str:
    """The text of one function."""
    return re.findall(rf"^def {name}\(.*?(?=\n\n\n)", text, re.DOTALL | re.MULTILINE)[0]


def bugs() -> list[Mutant]:
    """For every animal, the cured zoo in which it alone is still sick."""
    return [Mutant(name, {body(name): body(name, STARTER)}, because) for name, because in BUGS.items()]
