# chooses the strength in the middle of the list


def choose(strengths, train, validation):
    return strengths[len(strengths) // 2]
