# expects 1: in PyTorch, as here, backward() adds to .grad until it is set back

factor_in_torch = 1.0
