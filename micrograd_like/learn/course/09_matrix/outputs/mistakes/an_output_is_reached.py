# asks whether an output is reached: every such cost reaches its outputs; ask whether a parameter is reached
# around them


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(), [cost]
    while waiting:
        v = waiting.pop()
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
    return all(out in seen for out in outputs)
