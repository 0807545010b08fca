# has a minus: the gradient itself is asked for, not the step against it


def bp3(delta):
    return [-delta_j for delta_j in delta]
