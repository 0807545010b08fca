# follows only the first operand of each node: follow all of v.parents


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents[:1])
    return not any(p in seen for p in parameters)
