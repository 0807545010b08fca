# goes the other way: the sigmoid turns a score into a probability, the logit turns it back

VALUE = "1 / (1 + exp(-x))"
