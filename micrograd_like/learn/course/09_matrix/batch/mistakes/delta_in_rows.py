# puts the examples of delta into rows: each example is a column, so delta has 5 rows and 8 columns

shape_of_delta = (8, 5)
