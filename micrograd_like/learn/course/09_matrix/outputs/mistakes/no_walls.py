# walks on past the outputs: below them are all parameters of the network


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return not any(p in seen for p in parameters)
