# expects 4: a second backward() adds the same gradient once, which makes 2

factor_in_torch = 4.0
