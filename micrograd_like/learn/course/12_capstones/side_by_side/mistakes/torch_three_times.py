# expects 3: a second backward() adds the same gradient once

factor_in_torch = 3.0
