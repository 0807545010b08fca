# collects the values of f: the rate is the second thing that jvp gives

from micrograd_like import jvp


def gradient(f, xs):
    n = len(xs)
    return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[0] for k in range(n)]
