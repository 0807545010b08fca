# stops at the value s; the question was at which x the sigmoid takes it


def flat_beyond(share):
    s = (1 + (1 - share) ** 0.5) / 2
    return s
