# multiplies the brackets out first: the same number by another graph; build the steps as they stand

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a * b + a
    c.label = "c"
    d = b * b + b
    d.label = "d"
    e = c + d
    e.label = "e"
    return e
