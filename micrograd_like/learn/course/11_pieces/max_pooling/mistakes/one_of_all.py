# counts one winner in all: each window has one

how_many_of_12 = 1
