# stops at ∂z/∂b = 1: the chain rule multiplies it by the error


def bp3(delta):
    return [1.0 for _ in delta]
