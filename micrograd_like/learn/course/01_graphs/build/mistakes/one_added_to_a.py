# adds the 1 to a: d is b + 1


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    c.label = "c"
    d = a + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return e
