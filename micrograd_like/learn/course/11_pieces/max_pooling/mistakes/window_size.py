# counts the size of a window; it is one winner per window

how_many_of_12 = 3
