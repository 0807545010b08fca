from micrograd_like import Value


def count_nodes(root):
    """How many different Values root depends on, itself included; v.parents are the
    Values that v was computed from.
    """
    seen = set()

    def visit(v):
        # TODO: do nothing for a Value that was seen already
        ### BEGIN SOLUTION
        if v not in seen:
            seen.add(v)
            for parent in v.parents:
                visit(parent)
        ### END SOLUTION

    visit(root)
    return len(seen)


def count_tree(root):
    """How many boxes a drawing needs in which nothing is shared."""
    # TODO: one box for root, and a tree of its own for every parent
    ### BEGIN SOLUTION
    return 1 + sum(count_tree(parent) for parent in root.parents)
    ### END SOLUTION


if __name__ == "__main__":
    y = Value(1.1)
    for squarings in range(1, 13):
        y = y * y
        print(squarings, count_nodes(y), count_tree(y))
