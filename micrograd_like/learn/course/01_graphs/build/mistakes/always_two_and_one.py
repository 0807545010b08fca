# builds with 2.0 and 1.0 whatever numbers it is given: Value(a, label="a") takes the number a


def build(a, b):
    a = Value(2.0, label="a")
    b = Value(1.0, label="b")
    c = a + b
    c.label = "c"
    d = b + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return e
