# counts 16 paths: z of one neuron has one path to each of the 4 neurons of the next layer

paths = 16
