# keeps one set for all calls (a set as a default value is made once): what an earlier call has seen is
# missing in the next one


def count_nodes(root, seen=set()):
    before = len(seen)

    def visit(v):
        if v not in seen:
            seen.add(v)
            for parent in v.parents:
                visit(parent)

    visit(root)
    return len(seen) - before
