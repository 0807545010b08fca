# allows x above 1, where 1 - x is negative and has no log

DOMAIN = "x > 0"
