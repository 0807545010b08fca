# has a minus at both operands: x - y rises with x


def snake(x, y):
    return Node(x.data - y.data, [x, y], [-1.0, -1.0])
