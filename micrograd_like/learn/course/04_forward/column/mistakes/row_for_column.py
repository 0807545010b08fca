# gives a row: output k as each input moves in turn; a column is all outputs as input k moves, one sweep


def column(f, xs, k):
    return [jvp(f, xs, [1.0 if i == j else 0.0 for i in range(len(xs))])[1][k] for j in range(len(xs))]
