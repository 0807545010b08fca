# counts the sweeps: each of them passes all edges


def edge_visits(f, xs):
    return len(xs)
