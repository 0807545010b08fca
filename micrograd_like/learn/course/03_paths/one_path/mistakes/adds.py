# adds the rates of a path: 2 times as large, and that 4 times as large, is 8 times, not 6


def along(rates):
    return sum(rates)
