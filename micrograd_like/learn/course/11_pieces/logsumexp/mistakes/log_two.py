# adds log 2, which two equal numbers would give; here one of them is next to nothing

of_1000_and_0 = 1000.6931471805599
