# hands back c, d and e together: e alone is enough, since it remembers how it was made


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    d = b + 1
    e = c * d
    return c, d, e
