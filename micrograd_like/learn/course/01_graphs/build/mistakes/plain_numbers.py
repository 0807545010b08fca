# takes the numbers out with .data and computes outside: the result is right, but it remembers nothing
# of where it came from

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = Value(a.data + b.data)
    c.label = "c"
    d = Value(b.data + 1)
    d.label = "d"
    e = Value(c.data * d.data)
    e.label = "e"
    return e
