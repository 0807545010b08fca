# computes the L1 penalty from .data: it is then a constant, and no gradient comes from it


def l1(weights, strength):
    return strength * sum(abs(w.data) for w in weights)
