# sorts the nodes by their numbers: a large number does not say who uses whom


def turns(root):
    found = set()

    def visit(v):
        if v not in found:
            found.add(v)
            for operand in v.parents:
                visit(operand)

    visit(root)
    return sorted(found, key=lambda v: -v.data)
