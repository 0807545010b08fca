# counts a sweep too many: differences need f at the starting point as well, here each sweep brings the
# value along

from micrograd_like import Value


def edge_visits(f, xs):
    edges = count_edges(f(*[Value(x) for x in xs]))
    return (len(xs) + 1) * edges
