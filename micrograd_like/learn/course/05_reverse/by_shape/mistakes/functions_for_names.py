# hands back one of the functions: asked for is its name, in quotes

from micrograd_like import jacfwd, jacrev


def better(inputs, outputs):
    return jacfwd if inputs <= outputs else jacrev
