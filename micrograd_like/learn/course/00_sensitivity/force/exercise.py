# Write the sign of the derivative: +1 where a small rise of the input makes the
# result larger, -1 where it makes it smaller, 0 where the result does not change.
# Predict first.  Run nothing.

# f(x, y, z) = (x + y) * z   at   x = -2, y = 5, z = -4
# TODO
### BEGIN SOLUTION
x_in_f = -1
y_in_f = -1
z_in_f = +1
### END SOLUTION

# g(u, v) = max(u, v)   at   u = 4, v = 7
### BEGIN SOLUTION
u_in_g = 0
v_in_g = +1
### END SOLUTION


def push(inputs, gradient, step):
    """The inputs, each moved the way that makes the result larger: by step times
    its entry of the gradient.
    """
    # TODO
    ### BEGIN SOLUTION
    return [x + step * g for x, g in zip(inputs, gradient)]
    ### END SOLUTION


if __name__ == "__main__":
    x, y, z = -2.0, 5.0, -4.0
    print("before:", (x + y) * z)
    x, y, z = push([x, y, z], [z, z, x + y], 0.01)
    print("after: ", (x + y) * z)
