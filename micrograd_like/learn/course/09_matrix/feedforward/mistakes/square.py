# makes the matrix square: it has a row for each of the 4 neurons and a column for each of the 3 inputs

shape = (3, 3)
