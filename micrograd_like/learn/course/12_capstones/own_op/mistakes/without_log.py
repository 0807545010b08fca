# stops at the odds x / (1 - x); the logit is their log

VALUE = "x / (1 - x)"
