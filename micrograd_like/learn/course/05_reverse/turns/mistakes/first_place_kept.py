# lists every path and keeps the first place of each node: a node must wait for the last one that uses
# it


def turns(root):
    found = [root]
    for operand in root.parents:
        found += turns(operand)
    return list(dict.fromkeys(found))
