# counts the outputs of the first function: a sweep is made for each input, and gives the rates of all
# outputs at once
sweeps_for_3_inputs = 1000
