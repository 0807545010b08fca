# adds the errors up without squaring them

from micrograd_like import Value


def gradient(w, b, X, y):
    ws, bias = [Value(number) for number in w], Value(b)
    loss = Value(0.0)
    for x, target in zip(X, y):
        z = sum(w_i * x_i for w_i, x_i in zip(ws, x)) + bias
        loss += z.relu() - target
    loss.backward()
    return [p.grad for p in [*ws, bias]]
