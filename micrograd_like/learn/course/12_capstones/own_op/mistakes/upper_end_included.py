# includes 1, where x / (1 - x) is infinite

DOMAIN = "0 < x <= 1"
