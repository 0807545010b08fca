# says True if there is a path around the outputs: then the answer is False


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return any(p in seen for p in parameters)
