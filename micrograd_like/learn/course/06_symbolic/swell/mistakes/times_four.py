# expects a factor of 4: the next derivative contains the derivative of e twice, and e itself is much
# shorter

times_as_many_symbols = 4
