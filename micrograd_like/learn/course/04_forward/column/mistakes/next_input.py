# moves input k + 1: Python counts inputs from 0


def column(f, xs, k):
    return jvp(f, xs, [1.0 if i == k + 1 else 0.0 for i in range(len(xs))])[1]
