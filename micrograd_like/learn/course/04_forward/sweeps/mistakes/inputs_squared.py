# counts an edge for each pair of inputs: each sweep passes the edges of the graph


def edge_visits(f, xs):
    return len(xs) ** 2
