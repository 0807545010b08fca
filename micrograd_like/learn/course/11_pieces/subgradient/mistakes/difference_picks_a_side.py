# expects the engine's choice of a central difference: it divides a rise of h by 2h

central_difference_of_relu = 0.0
