# leaves the leaves out: they are nodes too, and stand first


def topological_order(root):
    order, seen = [], set()
    stack = [
        (root, False)
    ]  # nodes to go to, the next one at the end; True: all it is made of stands in the order
    while stack:
        # If not, and the node is new, who goes onto the stack, and in which order?
        v, done = stack.pop()
        if done:
            order += [v] if v.parents else []
        elif v not in seen:
            seen.add(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order
