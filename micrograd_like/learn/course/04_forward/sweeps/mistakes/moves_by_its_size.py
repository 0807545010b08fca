# moves an input at a rate as large as the input itself: for a derivative it moves at rate 1

from micrograd_like import jvp


def gradient(f, xs):
    n = len(xs)
    return [jvp(f, xs, [xs[k] if i == k else 0.0 for i in range(n)])[1] for k in range(n)]
