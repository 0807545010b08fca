# keeps one edge where there are two: in a + a and in x * x both operands are the same node, and each
# edge brings its share


def hand_on(v):
    for operand, local in dict(zip(v.parents, v.partials)).items():
        operand.grad += local * v.grad
