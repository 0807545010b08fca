# expects the gradient to stay: 1 - t² is a factor of it, and close to 0 once |z| is large

gradient_of_the_first_layer = "stays"
