# leaves root out: it is the first to send, and the pass begins with its grad of 1


def turns(root):
    found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found[-2::-1]
