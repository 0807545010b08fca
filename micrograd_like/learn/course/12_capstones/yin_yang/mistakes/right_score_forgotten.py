# forgets to subtract the right score


def loss(model, X, y):
    losses = []
    for x, label in zip(X, y):
        scores = model(x)
        top = max(s.data for s in scores)
        total = sum((s - top).exp() for s in scores)
        losses.append(total.log() + top)
    return sum(losses) * (1 / len(losses))
