# writes z for x: z is the result, and may be any number

SLOPE = "1 / (z * (1 - z))"
