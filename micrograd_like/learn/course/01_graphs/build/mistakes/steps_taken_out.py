# takes the numbers of c and d out with .data and begins anew with them: the result is right, but it
# remembers nothing of a and b


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = Value((a + b).data, label="c")
    d = Value((b + 1).data, label="d")
    e = c * d
    e.label = "e"
    return e
