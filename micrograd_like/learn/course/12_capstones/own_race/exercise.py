from time import perf_counter

from micrograd_like import Value
from micrograd_like.learn import my_engine

MyValue = my_engine().Value  # the engine that you wrote in lesson 5


def network_loss(leaves, X, y):
    """The mean squared error of a network with 8 hidden neurons, on any engine; leaves
    are its 33 parameters.
    """
    total = 0.0
    for x, label in zip(X, y):
        score = leaves[32]
        for j in range(8):
            w0, w1, b, v = leaves[4 * j : 4 * j + 4]
            score = score + v * (w0 * x[0] + w1 * x[1] + b).tanh()
        total = (score - label) ** 2 + total
    return total * (1 / len(y))


def gradient(make, f, numbers):
    """(f, its gradient) as floats, computed with the engine whose numbers make(number)
    makes.

    f takes a list of leaves and gives a node of the same engine.
    """
    # TODO
    ### BEGIN SOLUTION
    leaves = [make(number) for number in numbers]
    out = f(leaves)
    out.backward()
    return out.data, [leaf.grad for leaf in leaves]
    ### END SOLUTION


def largest_difference(first, second):
    """The largest relative difference between two gradients: |a - b| / max(|a|, |b|),
    and 0 where a equals b.
    """
    # TODO
    ### BEGIN SOLUTION
    return max(abs(a - b) / max(abs(a), abs(b)) if a != b else 0.0 for a, b in zip(first, second))
    ### END SOLUTION


def seconds(make, f, numbers, times):
    """How long gradient(make, f, numbers) takes: the shortest of so many measurements,
    one by one.

    Other programs and the garbage collector can only make a measurement longer.
    """
    # TODO: perf_counter() before and after
    ### BEGIN SOLUTION
    found = []
    for _ in range(times):
        start = perf_counter()
        gradient(make, f, numbers)
        found.append(perf_counter() - start)
    return min(found)
    ### END SOLUTION


if __name__ == "__main__":
    numbers = [((7 * k) % 11 - 5) / 5 for k in range(33)]
    print("examples   largest difference   mine, ms   micrograd_like, ms   ratio")
    for n in (10, 20, 40, 80):
        X = [[(3 * k % 7 - 3) / 3, (5 * k % 9 - 4) / 4] for k in range(n)]
        y = [1 if x[0] * x[1] > 0 else -1 for x in X]
        f = lambda leaves: network_loss(leaves, X, y)
        gap = largest_difference(gradient(MyValue, f, numbers)[1], gradient(Value, f, numbers)[1])
        mine, theirs = (1000 * seconds(make, f, numbers, 7) for make in (MyValue, Value))
        print(f"{n:8} {gap:20.1e} {mine:10.2f} {theirs:20.2f} {mine / theirs:7.1f}")
