# counts the outputs of the second function: a sweep is made for each input, and here there are 1000
# inputs
sweeps_for_1000_inputs = 3
