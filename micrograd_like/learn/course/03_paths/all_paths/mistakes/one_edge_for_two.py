# puts the edges into a set: in x * x both edges lead to the same x with the same rate, and a set keeps
# one of them


def paths(out, x):
    if out is x:
        return [[]]
    return [[rate, *rest] for operand, rate in set(edges(out)) for rest in paths(operand, x)]
