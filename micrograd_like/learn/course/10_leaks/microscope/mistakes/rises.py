# expects a larger gradient from larger weights: tanh is almost flat where |z| is large, and its slope is a factor

gradient_of_the_first_layer = "rises"
