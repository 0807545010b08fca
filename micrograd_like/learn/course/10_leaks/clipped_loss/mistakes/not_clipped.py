# forgets that the error was clipped before it was squared

slope_at_10 = 10.0
