# looks at the sum alone for y: x + y does rise with y, but it is then multiplied by z = -4, which
# turns the direction round

y_in_f = +1
