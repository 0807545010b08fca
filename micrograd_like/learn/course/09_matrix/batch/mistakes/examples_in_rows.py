# puts the examples into rows; here every example is a column, so that w a works for all of them at once

shape_of_a_in = (8, 3)
shape_of_delta = (8, 5)
