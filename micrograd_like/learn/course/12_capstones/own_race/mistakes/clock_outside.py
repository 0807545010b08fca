# gives the first measurement: where the clock starts once, before the loop, every later one contains all
# those before it; start it anew for each, and take the shortest


def seconds(make, f, numbers, times):
    found, start = [], perf_counter()
    for _ in range(times):
        gradient(make, f, numbers)
        found.append(perf_counter() - start)
    return min(found)
