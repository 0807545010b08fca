# counts a path for each factor and each neuron: one path leads from z through its own output to C

paths = 6
