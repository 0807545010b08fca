# asks whether a node stands in the order, not whether it has been met: until it stands there, every
# path to it is walked again


def topological_order(root):
    order = []
    stack = [(root, False)]
    while stack:
        v, done = stack.pop()
        if done and v not in order:
            order.append(v)
        elif not done:
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order
