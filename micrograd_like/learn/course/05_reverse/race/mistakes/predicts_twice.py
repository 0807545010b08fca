# asks for twice as many outputs as inputs: one output more than there are inputs is enough
outputs_for_forward = 100
