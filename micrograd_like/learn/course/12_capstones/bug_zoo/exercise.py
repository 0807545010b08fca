from math import exp, log, tanh


class Node:
    """data; the parents it was computed from; local: its slope in each of them; grad."""

    def __init__(self, data, parents=(), local=()):
        self.data, self.parents, self.local, self.grad = data, list(parents), list(local), 0.0


# ---- your instrument ----


def worst(f, xs, slopes, h=1e-5):
    """The largest relative error of the slopes, one for each number in xs, against
    central differences.

    f takes Nodes and gives a Node.  The relative error of a and n is |a - n| / max(|a|,
    |n|), and 0 if they are equal.
    """
    # TODO
    ### BEGIN SOLUTION
    errors = [0.0]
    for i, slope in enumerate(slopes):
        up, down = ([Node(x + step * (j == i)) for j, x in enumerate(xs)] for step in (h, -h))
        numeric = (f(*up).data - f(*down).data) / (2 * h)
        if slope != numeric:
            errors.append(abs(slope - numeric) / max(abs(slope), abs(numeric)))
    return max(errors)
    ### END SOLUTION


# ---- the first house: five operations.  Each gives a Node: result, parents, local slopes ----
# TODO: run this file, see who is sick, and cure one animal after the other


def owl(x):
    """exp(x).  Has a good memory for what went in."""
    ### BEGIN SOLUTION
    z = exp(x.data)
    return Node(z, [x], [z])
    ### END SOLUTION
    #: return Node(exp(x.data), [x], [x.data])


def fox(x):
    """log(x).  Clever, but thinks of the result too early."""
    z = log(x.data)
    ### BEGIN SOLUTION
    return Node(z, [x], [1 / x.data])
    ### END SOLUTION
    #: return Node(z, [x], [1 / z])


def snake(x, y):
    """x - y.  Looks the same from both ends."""
    ### BEGIN SOLUTION
    return Node(x.data - y.data, [x, y], [1.0, -1.0])
    ### END SOLUTION
    #: return Node(x.data - y.data, [x, y], [1.0, 1.0])


def goat(x, y):
    """x ** y, for x above 0.  Stubborn about one of them."""
    z = x.data**y.data
    ### BEGIN SOLUTION
    return Node(z, [x, y], [y.data * x.data ** (y.data - 1), z * log(x.data)])
    ### END SOLUTION
    #: return Node(z, [x, y], [y.data * x.data ** (y.data - 1), 0.0])


def elephant(x):
    """tanh(x), however large x is.  Fine as long as it stays small."""
    ### BEGIN SOLUTION
    z = tanh(x.data)
    ### END SOLUTION
    #: e = exp(2 * x.data)
    #: z = (e - 1) / (e + 1)
    return Node(z, [x], [1 - z * z])


# ---- the second house: seven backward passes.  Each sets the grad of root and of everything root depends on ----


def order(root):
    """Everything root depends on, and root: operands before results.  The keeper wrote
    this one; it is well.
    """
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
            ### BEGIN SOLUTION
            p.grad += d * v.grad
            ### END SOLUTION
            #: p.grad = d * v.grad


def mole(root):
    """Cannot tell twins apart."""
    begin(root)
    for v in reversed(order(root)):
        ### BEGIN SOLUTION
        for p, d in zip(v.parents, v.local):
        ### END SOLUTION
        #: slopes = dict(zip(v.parents, v.local))
        #: for p, d in slopes.items():
            p.grad += d * v.grad


def sloth(root):
    """Tidies up, but not much."""
    ### BEGIN SOLUTION
    begin(root)
    ### END SOLUTION
    #: for v in order(root):
    #:     if not v.parents:
    #:         v.grad = 0.0
    #: root.grad = 1.0
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad


def crab(root):
    """Knows its way, and walks it."""
    begin(root)
    ### BEGIN SOLUTION
    for v in reversed(order(root)):
    ### END SOLUTION
    #: for v in order(root):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad


def hydra(root):
    """Tells everything to each head, and each head tells it on."""
    begin(root)
    ### BEGIN SOLUTION
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
    ### END SOLUTION
    #:
    #: def tell(v):
    #:     for p, d in zip(v.parents, v.local):
    #:         p.grad += d * v.grad
    #:         tell(p)
    #:
    #: tell(root)


def bee(root):
    """Visits each flower once, the nearest first."""
    begin(root)
    ### BEGIN SOLUTION
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
    ### END SOLUTION
    #: flowers = [root]
    #: for v in flowers:  # the list grows while she flies along it
    #:     for p, d in zip(v.parents, v.local):
    #:         p.grad += d * v.grad
    #:         if p not in flowers:
    #:             flowers.append(p)


def hare(root):
    """Visits everyone once, and is off as soon as it sees a new face."""
    begin(root)
    ### BEGIN SOLUTION
    for v in reversed(order(root)):
        for p, d in zip(v.parents, v.local):
            p.grad += d * v.grad
    ### END SOLUTION
    #: seen = set()
    #:
    #: def visit(v):
    #:     if v not in seen:
    #:         seen.add(v)
    #:         for p, d in zip(v.parents, v.local):
    #:             p.grad += d * v.grad
    #:         for p in v.parents:
    #:             visit(p)
    #:
    #: visit(root)


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
    """The slopes of f by this backward pass; asked twice, for the second answer should
    be the first.
    """
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
