# judges on the rows it was fitted to: there the penalty can only hurt, so the smallest strength always
# wins


def choose(strengths, train, validation):
    return min(strengths, key=lambda strength: error(fit(train, strength), train))
