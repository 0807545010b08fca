# chooses the side with more sweeps: jacfwd makes one for each input, so few inputs are its case


def better(inputs, outputs):
    return "jacfwd" if inputs > outputs else "jacrev"
