# adds 1, the value of exp(0), outside the log: inside, beside exp(1000), it makes no difference

of_1000_and_0 = 1001.0
