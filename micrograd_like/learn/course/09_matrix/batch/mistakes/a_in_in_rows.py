# puts the examples of a_in into rows: each example is a column, so a_in has 3 rows and 8 columns

shape_of_a_in = (8, 3)
