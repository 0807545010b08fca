# tells Values apart by their labels: two Values may have the same label, or none


def count_nodes(root):
    seen = set()

    def visit(v):
        if v.label not in seen:
            seen.add(v.label)
            for parent in v.parents:
                visit(parent)

    visit(root)
    return len(seen)
