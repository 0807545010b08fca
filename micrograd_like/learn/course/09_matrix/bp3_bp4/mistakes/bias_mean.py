# takes the mean of the errors: each neuron has a bias of its own


def bp3(delta):
    return [sum(delta) / len(delta)] * len(delta)
