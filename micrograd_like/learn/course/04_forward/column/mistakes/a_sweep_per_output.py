# counts a sweep for each output: in forward mode it is an input that is set in motion, and all outputs
# follow at once

sweeps_for_3_inputs = 1000
sweeps_for_1000_inputs = 3
