# puts the pairs of the stack into the order: a node alone belongs there


def topological_order(root):
    order, seen = [], set()
    stack = [(root, False)]
    while stack:
        v, done = stack.pop()
        if done:
            order.append((v, done))
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order
