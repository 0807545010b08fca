# takes the mean of the rates: along a path they multiply


def along(rates):
    return sum(rates) / len(rates) if rates else 1.0
