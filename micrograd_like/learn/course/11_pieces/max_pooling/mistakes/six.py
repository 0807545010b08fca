# counts 6: there are 4 windows, with one winner each

how_many_of_12 = 6
