# gives every input a bias of its own: the neuron has one


def size(n):
    return 5 * n + 1, 4 * n + 1
