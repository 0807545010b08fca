# gives the derivatives themselves: right, but asked for is only their sign, +1, -1 or 0

x_in_f = -4
y_in_f = -4
z_in_f = 3
