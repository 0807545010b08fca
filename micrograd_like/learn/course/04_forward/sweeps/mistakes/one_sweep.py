# counts one sweep: there is one for each input, and each passes all edges again

from micrograd_like import Value


def edge_visits(f, xs):
    edges = count_edges(f(*[Value(x) for x in xs]))
    return edges
