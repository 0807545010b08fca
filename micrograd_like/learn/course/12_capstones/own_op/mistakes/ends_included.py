# includes the ends: at 0 and at 1 the logit is infinite

DOMAIN = "0 <= x <= 1"
