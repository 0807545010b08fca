# has the quotient upside down: likely things should get positive logits

VALUE = "log((1 - x) / x)"
