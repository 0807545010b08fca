# gives the signs of the inputs themselves: asked for is how the result reacts when an input rises, and
# that does not depend on the sign of the input
y_in_f = +1
z_in_f = -1
u_in_g = +1
