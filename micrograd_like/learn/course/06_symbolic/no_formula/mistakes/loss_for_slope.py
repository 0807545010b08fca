# gives the loss itself: how high one stands says nothing about which way is down

from micrograd_like import Value


def slope(loss, w):
    weight = Value(w)
    return loss(weight).data
