# adds inputs and outputs: a sweep is made for each input, and it serves all outputs
sweeps_for_3_inputs = 1003
sweeps_for_1000_inputs = 1003
