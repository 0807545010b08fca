# takes the largest rate: every edge on the way counts, and they multiply


def along(rates):
    return max(rates, default=1.0)
