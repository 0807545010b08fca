# leaves the leaves out: they have nothing to send, but the list should be complete


def turns(root):
    found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            if v.parents:
                found.append(v)

    visit(root)
    return found[::-1]
