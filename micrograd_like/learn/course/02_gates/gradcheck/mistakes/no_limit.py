# calls everything wrong that is not exactly equal: a measured slope is never exact, so there must be a
# limit


def find_wrong(ops, x):
    return [name for name, (f, df) in ops.items() if gradcheck(f, df, x) != 0]
