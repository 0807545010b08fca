# sends a loss of 337 weights forwards: that takes a sweep for each weight, and reverse mode one pass

loss_of_337_weights = "jacfwd"
