# gives the table of the entries, divided: one number for each weight is asked for


def average(gradients):
    return [[entry / len(gradients) for entry in g] for g in gradients]
