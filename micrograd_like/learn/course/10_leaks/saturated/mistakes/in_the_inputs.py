# gives the slopes in the inputs, which are multiplied by the weights; the slope in a weight is
# multiplied by its own input

from micrograd_like import Value


def gradient(w, x):
    ws = [Value(number) for number in x]
    z = sum(w_i * x_i for w_i, x_i in zip(ws, w))
    z.sigmoid().backward()
    return [w_i.grad for w_i in ws]
