# lists the derivatives that are right


def find_wrong(ops, x):
    return [name for name, (f, df) in ops.items() if gradcheck(f, df, x) < 1e-6]
