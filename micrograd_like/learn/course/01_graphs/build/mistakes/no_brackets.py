# loses the brackets: a + b * b + 1, for in Python `*` binds tighter than `+`

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = b * b
    c.label = "c"
    d = b
    d.label = "d"
    e = a + c + 1
    e.label = "e"
    return e
