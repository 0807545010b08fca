# divides by the target: the difference itself is squared


def squared_error(score, y):
    return ((score - y) / y) ** 2
