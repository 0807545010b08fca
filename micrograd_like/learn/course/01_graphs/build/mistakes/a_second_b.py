# makes a second Value for b: both carry the same number, but a change of one would not be felt by the
# other

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    c.label = "c"
    d = Value(b.data, label='b') + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return e
