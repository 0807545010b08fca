# takes the mean of the measurements: one that was disturbed spoils it; take the shortest


def seconds(make, f, numbers, times):
    start = perf_counter()
    for _ in range(times):
        gradient(make, f, numbers)
    return (perf_counter() - start) / times
