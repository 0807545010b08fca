# puts root first, and a node before its operands: a node may enter when all its operands stand in the
# order (taken off at the wrong end? pushed above its operands? reversed?)


def topological_order(root):
    order, seen = [], set()
    stack = [
        (root, False)
    ]  # nodes to go to, the next one at the end; True: all it is made of stands in the order
    while stack:
        # If not, and the node is new, who goes onto the stack, and in which order?
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order[::-1]
