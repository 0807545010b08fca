# keeps the first measurement, which something else may have disturbed; the shortest one counts


def seconds(make, f, numbers, times):
    found = []
    for _ in range(times):
        start = perf_counter()
        gradient(make, f, numbers)
        found.append(perf_counter() - start)
    return found[0]
