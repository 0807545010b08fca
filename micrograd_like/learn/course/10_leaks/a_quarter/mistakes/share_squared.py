# has 1 - share² under the root


def flat_beyond(share):
    s = (1 + (1 - share**2) ** 0.5) / 2
    return log(s / (1 - s))
