from micrograd_like import Value

# A parameter is changed by training.  A hyperparameter is chosen before, by a person or
# a search, and stays.  Some things are neither: they are given, or computed afresh for
# every example.
# TODO: write "parameter", "hyperparameter" or "neither"
kinds = {
    ### BEGIN SOLUTION
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
    "the output of a hidden neuron": "neither",
    "the first pixel of an example": "neither",
    ### END SOLUTION
}


def is_parameter(thing):
    """True for a leaf of the graph: a Value (it has a .grad) that was not computed from
    others.
    """
    # TODO: v.parents holds the Values that v was computed from
    ### BEGIN SOLUTION
    return isinstance(thing, Value) and not thing.parents
    ### END SOLUTION


if __name__ == "__main__":
    w = Value(0.5)
    things = {"a weight": w, "an output": (w * 2.0).tanh(), "a learning rate": 0.1, "a choice": "relu"}
    for name, thing in things.items():
        print(f"{name:16} has a grad: {hasattr(thing, 'grad')!s:5}  is a parameter: {is_parameter(thing)}")
