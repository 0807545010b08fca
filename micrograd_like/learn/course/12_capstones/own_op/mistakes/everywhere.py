# allows every x: at and below 0, and at and above 1, there is no logarithm

DOMAIN = "True"
