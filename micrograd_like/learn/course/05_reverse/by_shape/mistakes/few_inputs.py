# takes forward mode up to some number of inputs: it is the outputs that inputs are compared with


def better(inputs, outputs):
    return "jacfwd" if inputs < 5 else "jacrev"
