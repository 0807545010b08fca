# allows x from -1 to 1, as for artanh: here x is a probability, from 0 to 1

DOMAIN = "-1 < x < 1"
