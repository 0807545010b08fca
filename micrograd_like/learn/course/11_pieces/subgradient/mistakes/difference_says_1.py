# looks at the right-hand side only: on the left there is no rise

central_difference_of_relu = 1.0
