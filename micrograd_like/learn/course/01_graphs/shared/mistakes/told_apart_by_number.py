# tells Values apart by their numbers: two different Values that both hold 2.0 are two nodes


def count_nodes(root):
    seen = set()

    def visit(v):
        if v.data not in seen:
            seen.add(v.data)
            for parent in v.parents:
                visit(parent)

    visit(root)
    return len(seen)
