# counts all of them: in each window only the largest number gets a gradient

how_many_of_12 = 12
