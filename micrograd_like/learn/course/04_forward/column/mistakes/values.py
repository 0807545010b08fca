# collects the outputs themselves: their rates come second

from micrograd_like import jvp


def column(f, xs, k):
    return jvp(f, xs, [1.0 if i == k else 0.0 for i in range(len(xs))])[0]
