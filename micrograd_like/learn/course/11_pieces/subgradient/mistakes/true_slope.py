# trusts the engine to see that the sum is x: it sees two relus, each with its chosen slope at 0, and
# adds up

what_the_engine_says = 1.0
