# calls itself for every operand: 3,000 operations in a row are more calls inside one another than Python
# allows; keep the waiting nodes in a list, as in 5.4


def topological_order(root):
    order, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            order.append(v)

    visit(root)
    return order
