# has two hidden neurons that say the same: give them different biases, or one of them is wasted

b = [0, 0]
