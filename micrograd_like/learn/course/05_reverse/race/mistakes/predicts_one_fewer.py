# takes forward mode for the better one where there are fewer outputs than inputs: it makes a sweep for
# each of the 50 inputs, however few outputs there are
outputs_for_forward = 49
