# lists root and its operands alone: their operands send too


def turns(root):
    return [root, *root.parents]
