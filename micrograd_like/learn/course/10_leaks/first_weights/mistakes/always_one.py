# gives every neuron weights of size 1: with 100 inputs the sum has size 10, and tanh is flat there


def good_size(n):
    return 1.0
