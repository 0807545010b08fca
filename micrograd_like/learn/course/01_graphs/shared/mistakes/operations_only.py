# counts the operations and leaves out the Values without parents: the leaves are Values too


def count_nodes(root):
    seen = set()

    def visit(v):
        if v not in seen and v.parents:
            seen.add(v)
            for parent in v.parents:
                visit(parent)

    visit(root)
    return len(seen)
