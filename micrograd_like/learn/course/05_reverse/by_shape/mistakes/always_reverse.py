# always takes reverse mode: it wins for one loss of many weights, but for one input and many outputs it
# walks back once for each output


def better(inputs, outputs):
    return "jacrev"
