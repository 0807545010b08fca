# overlooks the half: the slope of e²/2 is e

slope_at_half = 1.0
