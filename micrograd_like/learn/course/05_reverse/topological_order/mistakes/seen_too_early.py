# marks a node when it goes onto the stack: another user, further down, then finds it marked and goes
# before it; mark it when it comes off


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
        else:
            stack.append((v, True))
            for operand in v.parents:
                if operand not in seen:
                    seen.add(operand)
                    stack.append((operand, False))
    return order
