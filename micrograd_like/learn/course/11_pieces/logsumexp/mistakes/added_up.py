# adds 1 for exp(0) outside the log: inside, beside exp(1000), a 1 is nothing

of_1000_and_0 = 1001.0
