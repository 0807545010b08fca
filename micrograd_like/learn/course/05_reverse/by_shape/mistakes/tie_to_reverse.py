# takes reverse mode at a tie: the sweeps are equally many there, but reverse mode has to keep the whole
# graph for its way back


def better(inputs, outputs):
    return "jacfwd" if inputs < outputs else "jacrev"
