# says True when it has found a way past the outputs; then the answer is no


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return any(p in seen for p in parameters)
