from math import hypot


def back(W, g, steps):
    """The gradient in the first h, if g is the one in the last h and every step was h =
    W h.  W is a list of rows.
    """
    # TODO: the gradient in h[j] collects W[i][j] * g[i] over all i, once per step
    ### BEGIN SOLUTION
    for _ in range(steps):
        g = [sum(W[i][j] * g[i] for i in range(len(g))) for j in range(len(g))]
    return g
    ### END SOLUTION


def growth(W, steps=60):
    """The factor by which one more step back changes the length of the gradient, once
    its direction has settled.
    """
    g = [1.0] * len(W)
    # TODO: `steps` times: shorten g to length 1, then one step back; hypot(*g) is its
    # length
    ### BEGIN SOLUTION
    for _ in range(steps):
        length = hypot(*g)
        g = back(W, [g_i / length for g_i in g], 1)
    ### END SOLUTION
    ### BEGIN SOLUTION
    return hypot(*g)
    ### END SOLUTION


def fate(W):
    """What becomes of the gradient in the long run: "explodes", "vanishes", or "stays"
    if growth is 1 up to 1e-9.
    """
    # TODO
    ### BEGIN SOLUTION
    factor = growth(W)
    return "stays" if abs(factor - 1) < 1e-9 else "explodes" if factor > 1 else "vanishes"
    ### END SOLUTION


def clip(g, limit):
    """The same direction, but no longer than the limit; a gradient that is short enough
    is left alone.
    """
    # TODO
    ### BEGIN SOLUTION
    length = hypot(*g)
    return [g_i * limit / length for g_i in g] if length > limit else g
    ### END SOLUTION


if __name__ == "__main__":
    for corner in (1.1, 0.7):
        W = [[corner, 0.3], [0.1, 0.6]]
        print(f"growth {growth(W):.4f}: {fate(W)}")
        for steps in (1, 10, 50, 100):
            g = back(W, [1.0, -0.5], steps)
            print(f"{steps:5} steps back: {hypot(*g):12.4g}   clipped to 5: {hypot(*clip(g, 5.0)):.4g}")
