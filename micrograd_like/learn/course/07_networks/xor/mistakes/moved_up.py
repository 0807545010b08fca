# moves the score up by a half: at [0, 0] both hidden neurons give 0, and the score must not be above 0
# there

c = 0.5
