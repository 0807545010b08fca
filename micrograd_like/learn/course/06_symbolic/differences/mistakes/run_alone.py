# counts the run of the loss and forgets the backward pass

seconds_by_sweeping = 0.001
