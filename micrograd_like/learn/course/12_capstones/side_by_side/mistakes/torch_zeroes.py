# expects 0: in PyTorch backward() adds to .grad

factor_in_torch = 0.0
