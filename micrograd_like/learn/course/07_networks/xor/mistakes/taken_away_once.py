# takes the second hidden neuron away once: at [1, 1] the first one gives 2 and the second one 1, so take it
# away twice

v = [1, -1]
