# gives the derivative of -log(1 - x) alone: log x depends on x, too

SLOPE = "1 / (1 - x)"
