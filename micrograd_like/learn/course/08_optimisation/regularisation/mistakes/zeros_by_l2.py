# expects zeros of L2: its slope 2 λ w becomes small with the weight, so small weights hardly change

makes_zeros = "L2"
