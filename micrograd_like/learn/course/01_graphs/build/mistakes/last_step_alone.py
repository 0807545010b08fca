# gives only the last step a label: c and d need theirs too


def build(a, b):
    a = Value(a, label="a")
    b = Value(b, label="b")
    e = (a + b) * (b + 1)
    e.label = "e"
    return e
