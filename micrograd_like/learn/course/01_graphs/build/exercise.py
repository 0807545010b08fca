from micrograd_like import Value
from micrograd_like.learn import sketch


def build(a, b):
    """e, as a Value with the label "e"; the numbers a and b become Values with the
    labels "a" and "b".
    """
    a = Value(a, label="a")
    b = Value(b, label="b")
    # TODO: c = a + b and d = b + 1, each with its label (c.label = "c"), then e
    ### BEGIN SOLUTION
    c = a + b
    c.label = "c"
    d = b + 1
    d.label = "d"
    e = c * d
    e.label = "e"
    return e
    ### END SOLUTION


if __name__ == "__main__":
    print(sketch(build(2.0, 1.0)))
