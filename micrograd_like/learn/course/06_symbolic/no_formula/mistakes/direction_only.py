# takes steps that are all of one size: it should slow down as the ground becomes level, or it will hop
# about the bottom for ever


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w -= rate * (1 if slope(loss, w) > 0 else -1)
    return w
