# moves all inputs at once: what comes out is the sum of all derivatives, and nobody can take it apart
# again

from micrograd_like import jvp


def gradient(f, xs):
    n = len(xs)
    return [jvp(f, xs, [1.0 for i in range(n)])[1] for k in range(n)]
