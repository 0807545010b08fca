# lets the smaller input decide: max hands on the larger one, which is v = 7

u_in_g = +1
v_in_g = 0
