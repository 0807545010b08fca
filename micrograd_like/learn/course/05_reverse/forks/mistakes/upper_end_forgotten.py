# brings the local derivative alone: v itself may move the output by more or less, so its grad must be
# multiplied in


def hand_on(v):
    for operand, local in zip(v.parents, v.partials):
        operand.grad += local
