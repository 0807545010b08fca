import random


def fit(rows, strength):
    """The w that makes the sum of (w * x - y)² + strength * w² smallest; for a single
    weight it can be solved for.
    """
    return sum(x * y for x, y in rows) / (sum(x * x for x, _ in rows) + strength)


def error(w, rows):
    """The mean of (w * x - y)² over the rows (x, y)."""
    # TODO
    ### BEGIN SOLUTION
    return sum((w * x - y) ** 2 for x, y in rows) / len(rows)
    ### END SOLUTION


def split(rows, k):
    """(rows to train on, rows to validate on): the last k are kept apart.  The rows
    come in random order.
    """
    # TODO
    ### BEGIN SOLUTION
    return rows[:-k], rows[-k:]
    ### END SOLUTION


def choose(strengths, train, validation):
    """The strength whose w, fitted to the training rows, has the smallest error on the
    validation rows.
    """
    # TODO
    ### BEGIN SOLUTION
    return min(strengths, key=lambda strength: error(fit(train, strength), validation))
    ### END SOLUTION


if __name__ == "__main__":
    random.seed(11)
    rows = [(x, 1.0 * x + random.gauss(0, 1.5)) for x in (random.uniform(-1, 1) for _ in range(24))]
    train, validation = split(rows, 16)
    strengths = [0, 0.5, 1, 2, 4, 8, 16]
    print("strength      w   training error   validation error")
    for strength in strengths:
        w = fit(train, strength)
        print(f"{strength:8}  {w:5.2f}   {error(w, train):14.4f}   {error(w, validation):16.4f}")
    print("chosen:", choose(strengths, train, validation))
