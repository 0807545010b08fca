# takes every graph for a tower with three edges at each layer: walk down and count what is there


def count_paths(out, x):
    layers = 0
    while out is not x and out.parents:
        out = out.parents[0]
        layers += 1
    return 3**layers
