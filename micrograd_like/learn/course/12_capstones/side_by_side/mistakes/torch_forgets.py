# expects a fresh start: in PyTorch, as here, backward() adds to .grad until somebody sets it back

factor_in_torch = 1.0
