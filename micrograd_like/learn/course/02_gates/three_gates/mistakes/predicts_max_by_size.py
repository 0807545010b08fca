# predicts that the number of the larger size decides: -4 is below 3, so max hands on the 3

through_max = 0, 2
