# gives the bias first: the weights come first, then the bias


def gradient(w, b, X, y):
    ws, bias = [Value(number) for number in w], Value(b)
    loss = Value(0.0)
    for x, target in zip(X, y):
        loss += (weighted_sum(ws, bias, x).relu() - target) ** 2
    loss.backward()
    return [p.grad for p in [bias, *ws]]
