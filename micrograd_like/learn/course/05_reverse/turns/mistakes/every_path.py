# walks down every path: a node that is used several times sends several times, and each time it sends again
# what it had sent before


def turns(root):
    found = [root]
    for operand in root.parents:
        found += turns(operand)
    return found
