# multiplies the first rate and the last: every edge on the way counts, each once


def along(rates):
    return rates[0] * rates[-1]
