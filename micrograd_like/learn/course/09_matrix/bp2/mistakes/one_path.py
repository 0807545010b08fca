# sees a single path: z_k has one output, but that output goes to every neuron of the next layer

paths = 1
