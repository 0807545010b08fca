# looks at the operands of the cost only: a path around the outputs may be longer


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents if v is cost else ())
    return not any(p in seen for p in parameters)
