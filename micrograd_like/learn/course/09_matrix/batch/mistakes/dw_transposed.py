# turns the shape of dw round: it must be that of w, a row for each receiver

shape_of_dw = (3, 5)
