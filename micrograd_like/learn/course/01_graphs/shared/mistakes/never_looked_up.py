# adds to the set and never asks it: what is shared is visited again for every
# use, 1,024 times after ten squarings


def count_nodes(root):
    seen = set()

    def visit(v):
        seen.add(v)
        for parent in v.parents:
            visit(parent)

    visit(root)
    return len(seen)
