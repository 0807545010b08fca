# takes a single output for the case of forward mode: there reverse mode needs one pass, and forward mode
# 50 sweeps
outputs_for_forward = 1
