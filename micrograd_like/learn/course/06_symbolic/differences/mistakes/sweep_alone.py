# forgets the run: the loss must be computed before the backward pass

seconds_by_sweeping = 2 * 0.001
