# lists every path and keeps the last place of each node: the order is right, but in a deep graph there
# are millions of paths; mark the nodes you have seen and do not go there again


def turns(root):
    found = [root]
    for operand in root.parents:
        found += turns(operand)
    return list(dict.fromkeys(reversed(found)))[::-1]
