# counts no path: z makes the output of its own neuron, and this output is in C

paths = 0
