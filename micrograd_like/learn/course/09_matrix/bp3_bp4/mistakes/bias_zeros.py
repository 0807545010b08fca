# gives 0 for every bias: z rises with its bias one to one


def bp3(delta):
    return [0.0 for _ in delta]
