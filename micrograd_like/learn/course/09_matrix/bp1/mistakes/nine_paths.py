# counts a path for each pair of neurons: z of one neuron changes the output of this neuron only

paths = 9
