# takes a difference quotient: close, but only about ten digits of it are true, and it takes two runs;
# backward() gives all digits in one

from micrograd_like import Value


def slope(loss, w):
    h = 1e-5
    return (loss(Value(w + h)).data - loss(Value(w - h)).data) / (2 * h)
