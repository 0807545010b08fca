# gives c the label d, and d the label c: c is a + b, and d is b + 1


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    c.label = "d"
    d = b + 1
    d.label = "c"
    e = c * d
    e.label = "e"
    return e
