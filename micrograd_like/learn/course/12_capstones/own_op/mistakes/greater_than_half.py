# allows x above 1/2 only: the logit is negative below, but defined

DOMAIN = "0.5 < x < 1"
