# counts a sweep for every single derivative: one sweep answers for all outputs

sweeps_for_3_inputs = 3000
sweeps_for_1000_inputs = 3000
