# follows only the first parent, and never sees what hangs on the others


def count_nodes(root):
    seen = set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for parent in v.parents[:1]:
                visit(parent)

    visit(root)
    return len(seen)
