# uses exp(-x) for the slope: this is nearly right far out, but the slope is s (1 - s)


def flat_beyond(share):
    return log(4 / share)
