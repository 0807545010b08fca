# looks at the sum alone for x: x + y does rise with x, but it is then multiplied by z = -4, which
# turns the direction round

x_in_f = +1
