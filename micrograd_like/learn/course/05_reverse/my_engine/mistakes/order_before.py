# puts a node into the order before its operands are there: some node sends before all of its users have sent


def topological_order(root):
    order, seen, stack = [], set(), [root]
    while stack:
        v = stack.pop()
        if v not in seen:
            seen.add(v)
            order.append(v)
            stack.extend(v.parents)
    return order[::-1]
