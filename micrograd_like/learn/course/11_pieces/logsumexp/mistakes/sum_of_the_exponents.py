# adds the numbers: the log of a sum of exps is about the largest of them

of_1000_and_0 = 2000.0
