# tells nodes apart by their numbers: two different nodes may hold the same number, and each has to send


def turns(root):
    found, seen = [], set()

    def visit(v):
        if v.data not in seen:
            seen.add(v.data)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found[::-1]
