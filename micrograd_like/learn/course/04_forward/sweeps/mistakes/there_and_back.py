# counts every edge twice in a sweep: forward mode goes through the graph once


def edge_visits(f, xs):
    return 2 * len(xs) * count_edges(f(*[Value(x) for x in xs]))
