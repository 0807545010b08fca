# includes 0, whose logarithm is infinite

DOMAIN = "0 <= x < 1"
