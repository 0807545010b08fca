# fits on the validation rows and judges on the training rows: it is the other way round


def choose(strengths, train, validation):
    return min(strengths, key=lambda strength: error(fit(validation, strength), train))
