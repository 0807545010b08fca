# adds the inputs to the edges: every input costs a sweep over all edges, so they multiply

from micrograd_like import Value


def edge_visits(f, xs):
    edges = count_edges(f(*[Value(x) for x in xs]))
    return len(xs) + edges
