# takes reverse mode for a single output only: it needs fewer sweeps whenever there are fewer outputs
# than inputs


def better(inputs, outputs):
    return "jacrev" if outputs == 1 else "jacfwd"
