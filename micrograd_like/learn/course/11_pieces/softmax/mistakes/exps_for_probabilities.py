# subtracts 1 from the exps: divide them by their sum first


def gradient(logits, label):
    return [exp(x) - (k == label) for k, x in enumerate(logits)]
