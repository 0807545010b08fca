# stops before the last input: there is one sweep for each


def gradient(f, xs):
    n = len(xs)
    return [jvp(f, xs, [1.0 if i == k else 0.0 for i in range(n)])[1] for k in range(n - 1)]
