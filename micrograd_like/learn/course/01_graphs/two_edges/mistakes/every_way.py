# counts the edges below a shared Value again for every way that leads to it: nodes(root) holds each
# Value once, so go through that list


def count_edges(root):
    return len(root.parents) + sum(count_edges(parent) for parent in root.parents)
