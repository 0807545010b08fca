# halves the size: relu takes half of the mean square away, and larger weights make up for it


def good_size_for_relu(n):
    return good_size(n) / 2
