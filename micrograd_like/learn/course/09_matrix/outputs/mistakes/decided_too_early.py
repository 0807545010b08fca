# decides at the first node: walk through all that can be reached before the answer is True


def outputs_only(cost, outputs, parameters):
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        return v not in parameters
