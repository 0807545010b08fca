# leaves the bias a plain number: then it has no gradient


def gradient(w, b, X, y):
    ws = [Value(number) for number in w]
    loss = Value(0.0)
    for x, target in zip(X, y):
        loss += (weighted_sum(ws, b, x).relu() - target) ** 2
    loss.backward()
    return [*(p.grad for p in ws), 0.0]
