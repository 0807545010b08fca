# raises the bias of the second hidden neuron: it is to be above 0 at [1, 1] only

b = [0, 1]
