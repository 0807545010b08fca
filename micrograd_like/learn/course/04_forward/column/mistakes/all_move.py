# lets all inputs move at once: then each rate is the sum of a row, and nobody can take it apart again


def column(f, xs, k):
    return jvp(f, xs, [1.0] * len(xs))[1]
