# gives every bias the sum of the errors: each neuron has a bias of its own


def bp3(delta):
    return [sum(delta)] * len(delta)
