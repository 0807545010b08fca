# asks whether the outputs are among the operands of the cost


def outputs_only(cost, outputs, parameters):
    return all(any(v is out for v in cost.parents) for out in outputs)
