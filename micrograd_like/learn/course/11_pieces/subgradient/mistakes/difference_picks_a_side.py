# expects the engine's choice of a central difference: that knows no conventions, it divides a rise of h
# by a run of 2h

central_difference_of_relu = 0.0
