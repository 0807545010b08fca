# adds the penalty when it judges: the penalty belongs to the training; only the error on the validation
# rows decides


def choose(strengths, train, validation):
    return min(
        strengths,
        key=lambda strength: error(fit(train, strength), validation) + strength * fit(train, strength) ** 2,
    )
