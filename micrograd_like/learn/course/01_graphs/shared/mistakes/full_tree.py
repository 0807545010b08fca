# takes every tree for a full one with 2^(depth + 1) - 1 boxes: that holds for squarings only; walk
# down and count what is there


def count_tree(root):
    def depth(v):
        return 1 + max(map(depth, v.parents)) if v.parents else 0

    return 2 ** (depth(root) + 1) - 1
