from micrograd_like import Value


def outputs_only(cost, outputs, parameters):
    """True if every path from a parameter to the cost passes through one of the
    outputs.  All of them are Values.
    """
    seen, waiting = set(outputs), [cost]
    while waiting:
        v = waiting.pop()
        # TODO: walk from the cost to its operands, to theirs, and so on, but never past
        # an output
        ### BEGIN SOLUTION
        if v not in seen:
            seen.add(v)
            waiting.extend(v.parents)
        ### END SOLUTION
    ### BEGIN SOLUTION
    return not any(p in seen for p in parameters)
    ### END SOLUTION


def breaks_it(outputs, targets, parameters):
    """A cost, a Value, that depends on a parameter by a path around the outputs, too."""
    # TODO
    ### BEGIN SOLUTION
    error = sum((a - y) ** 2 for a, y in zip(outputs, targets))
    return error + 0.01 * sum(p * p for p in parameters)
    ### END SOLUTION


if __name__ == "__main__":
    w, b = Value(0.5), Value(-1.0)
    out = (w * 3.0 + b).tanh()
    print(outputs_only((out - 1.0) ** 2, [out], [w, b]))
    print(outputs_only(breaks_it([out], [1.0], [w, b]), [out], [w, b]))
