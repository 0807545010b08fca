# keeps the largest numbers of the whole list


def max_pool(xs, size):
    return sorted(xs, reverse=True)[: len(xs) // size]
