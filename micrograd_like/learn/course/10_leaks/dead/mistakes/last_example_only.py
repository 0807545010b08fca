# goes back from the last example only: add the squares of all examples


def gradient(w, b, X, y):
    ws, bias = [Value(number) for number in w], Value(b)
    for x, target in zip(X, y):
        loss = (weighted_sum(ws, bias, x).relu() - target) ** 2
    loss.backward()
    return [p.grad for p in [*ws, bias]]
