# judges on the training rows as well as on the validation rows: on the rows it was fitted to, a small strength
# always looks good


def choose(strengths, train, validation):
    return min(strengths, key=lambda strength: error(fit(train, strength), train + validation))
