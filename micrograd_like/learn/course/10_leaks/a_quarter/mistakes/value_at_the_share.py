# asks where the rest 1 - s is this share: asked for is where the slope s (1 - s) is this share of 1/4


def flat_beyond(share):
    s = 1 - share
    return log(s / (1 - s))
