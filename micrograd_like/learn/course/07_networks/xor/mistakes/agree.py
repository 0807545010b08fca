# answers the opposite question, whether the inputs are equal: turn the signs of v and c round

v = [-1, 2]
c = 0.5
