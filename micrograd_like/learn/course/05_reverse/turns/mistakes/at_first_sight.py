# lets a node send when it is first met, going deep (visited, in pre-order): another user, reached by a longer
# way, then comes too late


def turns(root):
    found = {}

    def visit(v):
        if v not in found:
            found[v] = True
            for operand in v.parents:
                visit(operand)

    visit(root)
    return list(found)
