# hands back a number, which remembers nothing of where it came from: hand back the Value e itself


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    c = a + b
    c.label = "c"
    d = b + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return e.data
