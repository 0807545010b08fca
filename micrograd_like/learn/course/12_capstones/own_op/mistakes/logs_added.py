# adds the two logs: the log of a quotient is their difference

VALUE = "log(x) + log(1 - x)"
