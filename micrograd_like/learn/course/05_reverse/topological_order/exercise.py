from micrograd_like import Value


def topological_order(root):
    """All nodes, each once, root last: every node stands behind all of its operands."""
    order, seen = [], set()
    # Nodes to go to, the next one at the end; True: all it is made of stands in
    # the order.
    stack = [(root, False)]
    while stack:
        # TODO: take the last pair off the stack.  What if it says True?
        # If not, and the node is new, who goes onto the stack, and in which
        # order?
        ### BEGIN SOLUTION
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
        ### END SOLUTION
        #: break  # TODO: take this line out
        #: ...
    return order


if __name__ == "__main__":
    a, b = Value(2.0, label="a"), Value(1.0, label="b")
    c = a + b
    d = c * b
    c.label, d.label = "c = a + b", "d = c * b"
    print([v.label for v in topological_order(d)])
    x = total = Value(1.0)
    for _ in range(199_999):
        total = total + x
    print(len(topological_order(total)), "nodes, and no RecursionError")
