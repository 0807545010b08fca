# hands back c, the first bracket; the whole expression is e

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    c.label = "c"
    d = b + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return c
