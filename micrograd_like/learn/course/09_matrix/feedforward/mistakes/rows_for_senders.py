# has a row for each sender: the matrix has a row for each receiver, 4, and a column for each sender, 3

shape = (3, 4)
