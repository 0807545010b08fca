# calls itself for every operand: right, but each call waits for the next one, and a sum of 200,000
# terms is 200,000 calls deep


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
