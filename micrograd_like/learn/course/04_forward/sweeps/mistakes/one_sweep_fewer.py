# counts a sweep too few: every input, the first too, needs its own


def edge_visits(f, xs):
    return (len(xs) - 1) * count_edges(f(*[Value(x) for x in xs]))
