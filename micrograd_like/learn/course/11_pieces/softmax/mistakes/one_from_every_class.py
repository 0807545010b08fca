# subtracts 1 for every class: only the class of the label gets the 1, the others keep their probability


def gradient(logits, label):
    slopes = softmax(logits)
    slopes = [s - 1 for s in slopes]
    return slopes
