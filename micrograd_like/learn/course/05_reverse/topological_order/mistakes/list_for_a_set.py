# keeps the nodes it has seen in a list: `in` then compares with one after the other, 20 billion
# comparisons for 200,000 nodes; a set looks it up at once


def topological_order(root):
    order, seen = [], []
    stack = [
        (root, False)
    ]  # nodes to go to, the next one at the end; True: all it is made of stands in the order
    while stack:
        # If not, and the node is new, who goes onto the stack, and in which order?
        v, done = stack.pop()
        if done:
            order.append(v)
        elif v not in seen:
            seen.append(v)
            stack.append((v, True))
            stack.extend((operand, False) for operand in v.parents)
    return order
