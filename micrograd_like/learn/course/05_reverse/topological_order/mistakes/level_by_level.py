# goes level by level (breadth first) and reverses the list: a node that is used near the root and
# further down as well stands too late


def topological_order(root):
    order, seen, queue = [], set(), [root]
    for v in queue:
        if v not in seen:
            seen.add(v)
            order.append(v)
            queue.extend(v.parents)
    return order[::-1]
