# goes level by level (breadth first): y is one step below o, but t, which uses y too, is three steps
# below


def turns(root):
    found = [root]
    for v in found:
        for operand in v.parents:
            if operand not in found:
                found.append(operand)
    return found
