# goes backward from the weighted sum: the factor σ'(z) is missing

from micrograd_like import Value


def gradient(w, x):
    ws = [Value(number) for number in w]
    z = sum(w_i * x_i for w_i, x_i in zip(ws, x))
    z.backward()
    return [w_i.grad for w_i in ws]
