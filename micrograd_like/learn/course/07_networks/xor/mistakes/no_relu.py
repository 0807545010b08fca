# leaves relu out of the hidden neurons: then the network is a single neuron in disguise, and its tug is
# 0 like that of all of them


def network(x):
    h = [neuron(W[0], b[0], x), neuron(W[1], b[1], x)]
    return neuron(v, c, h)
