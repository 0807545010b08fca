# gives dw a dimension of 8: the examples are added up, and dw has the shape of w, (5, 3)

shape_of_dw = (5, 8)
