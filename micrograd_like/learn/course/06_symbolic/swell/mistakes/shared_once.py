# counts a part that stands in two places once: so does a graph, but on paper it is written out each
# time


def symbols(e):
    seen, waiting = set(), [e]
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting += part[1:] if isinstance(part, tuple) else []
    return len(seen)
