# judges on all rows, also on those it was fitted to: on them a small strength always looks good


def choose(strengths, train, validation):
    return min(strengths, key=lambda strength: error(fit(train, strength), train + validation))
