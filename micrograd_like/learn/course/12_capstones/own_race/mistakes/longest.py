# gives the longest measurement: other programs make it longer; take the shortest


def seconds(make, f, numbers, times):
    found = []
    for _ in range(times):
        start = perf_counter()
        gradient(make, f, numbers)
        found.append(perf_counter() - start)
    return max(found)
