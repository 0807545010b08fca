# stops at the first output only: all outputs are walls


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs[:1]), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return not any(p in seen for p in parameters)
