# walks down every path: a node that is used several times has several turns, and in each it hands on
# again what it had handed on before


def turns(root):
    found = [root]
    for operand in root.parents:
        found += turns(operand)
    return found
