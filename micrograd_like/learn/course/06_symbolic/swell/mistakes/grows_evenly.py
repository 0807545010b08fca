# expects the same length: the next derivative contains the derivative of e twice

times_as_many_symbols = 1
