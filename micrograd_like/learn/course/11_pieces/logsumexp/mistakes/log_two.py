# adds log 2, as for two equal numbers: beside exp(1000), exp(0) makes no difference

of_1000_and_0 = 1000.6931471805599
