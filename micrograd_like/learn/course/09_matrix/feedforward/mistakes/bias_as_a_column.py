# counts the bias as a column: it is not in w, it has a list of its own

shape = (4, 4)
