# takes forward mode for a single input only: it needs fewer sweeps whenever there are fewer inputs
# than outputs


def better(inputs, outputs):
    return "jacfwd" if inputs == 1 else "jacrev"
