# gives the size without relu: relu halves the mean square, so the square of the size doubles


def good_size_for_relu(n):
    return good_size(n)
