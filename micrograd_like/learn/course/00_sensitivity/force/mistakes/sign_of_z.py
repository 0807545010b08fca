# reads the sign of z itself; what counts is what z is multiplied by, and x + y = 3 is positive

z_in_f = -1
