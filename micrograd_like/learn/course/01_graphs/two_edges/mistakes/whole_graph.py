# looks through the whole graph below v: asked for are the operands of v itself


def times_used(v, x):
    return sum(parent is x for node in nodes(v) for parent in node.parents)
