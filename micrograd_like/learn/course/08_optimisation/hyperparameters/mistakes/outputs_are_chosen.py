# takes a hidden output for a hyperparameter: nobody chooses it, it is computed afresh for every example

kinds = {
    "a weight of a hidden neuron": "parameter",
    "the bias of the output neuron": "parameter",
    "the learning rate": "hyperparameter",
    "the number of layers": "hyperparameter",
    "the number of neurons in a layer": "hyperparameter",
    "the strength of the penalty": "hyperparameter",
    "how many steps are taken": "hyperparameter",
    "how many examples are in a mini-batch": "hyperparameter",
    "tanh or relu": "hyperparameter",
    "the slope of a line that is fitted to points": "parameter",
    "the output of a hidden neuron": "hyperparameter",
    "the first pixel of an example": "neither",
}
