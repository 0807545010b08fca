# has the log of x alone

VALUE = "log(x)"
