# takes the slope at the start for all steps: it changes with w, so compute it in each step


def descend(loss, w, rate, steps):
    first = slope(loss, w)
    for _ in range(steps):
        w -= rate * first
    return w
