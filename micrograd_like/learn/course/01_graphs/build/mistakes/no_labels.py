# leaves the steps without labels: say c.label = "c" and so on; a picture without names is hard to read

from micrograd_like import Value


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    d = b + 1
    e = c * d
    return e
