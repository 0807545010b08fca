# lists a node when it is first met, and reverses the list: going down you do not know yet who else will
# use it


def topological_order(root):
    order, seen = [], set()
    stack = [
        (root, False)
    ]  # nodes to go to, the next one at the end; True: all it is made of stands in the order
    while stack:
        # If not, and the node is new, who goes onto the stack, and in which order?
        v, done = stack.pop()
        if v not in seen:
            seen.add(v)
            order.append(v)
            stack.extend((operand, False) for operand in v.parents)
    return order[::-1]
