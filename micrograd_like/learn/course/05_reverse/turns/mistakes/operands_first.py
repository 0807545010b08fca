# begins at the leaves (a call after the recursion, and no reversal): a node sends when nothing has reached it
# yet


def turns(root):
    found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found
