# puts the operands onto the stack with True: they then enter the order before their own operands have
# been looked at


def topological_order(root):
    order, seen = [], set()
    stack = [(root, False)]
    while stack:
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, True) for operand in v.parents)
    return order
