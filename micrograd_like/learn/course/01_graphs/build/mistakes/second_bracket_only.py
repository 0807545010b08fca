# hands back d, the second bracket; the whole expression is e


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    d = b + 1
    d.label = "d"
    return d
