# lets both inputs of the max pull: u = 4 is below v = 7, so a small change of u changes nothing

u_in_g = +1
