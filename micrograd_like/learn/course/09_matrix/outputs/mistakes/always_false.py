# says False of every cost


def outputs_only(cost, outputs, parameters):
    return False
