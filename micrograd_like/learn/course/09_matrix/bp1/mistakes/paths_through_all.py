# counts a path through every output: z of one neuron moves only that neuron's output, for σ acts on
# each alone

paths = 3
