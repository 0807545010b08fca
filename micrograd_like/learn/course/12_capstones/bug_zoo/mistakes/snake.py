# sends the same to both sides of a difference: if y grows, x - y falls


def snake(x, y):
    return Node(x.data - y.data, [x, y], [1.0, 1.0])
