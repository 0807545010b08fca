# always takes forward mode: with many inputs and few outputs it makes a sweep for each input


def better(inputs, outputs):
    return "jacfwd"
