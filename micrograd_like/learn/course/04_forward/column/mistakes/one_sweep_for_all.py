# predicts one sweep: each input must be set in motion alone

sweeps_for_3_inputs = 1
sweeps_for_1000_inputs = 1
