# allows x of 0 and less, where x / (1 - x) has no logarithm

DOMAIN = "x < 1"
