# adds the penalty to the judgement: it is a means of training; what counts afterwards is the error


def choose(strengths, train, validation):
    return min(
        strengths,
        key=lambda strength: error(fit(train, strength), validation) + strength * fit(train, strength) ** 2,
    )
