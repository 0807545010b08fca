# says False only if all parameters are reached around the outputs: one of them is enough


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return not all(p in seen for p in parameters)
