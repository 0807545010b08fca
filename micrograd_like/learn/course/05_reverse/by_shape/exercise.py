from micrograd_like import jacfwd, jacrev

# Both give the whole Jacobian: jacfwd column by column, one forward sweep each,
# jacrev row by row, one backward pass each.  Which one needs fewer of them?  (The
# place of a ball is three numbers.)
# TODO: "jacfwd" or "jacrev"
### BEGIN SOLUTION
loss_of_337_weights = "jacrev"
place_of_a_ball_after_t_seconds = "jacfwd"
camera_with_6_settings_to_1000_points_of_the_picture = "jacfwd"
picture_of_784_points_to_scores_of_10_digits = "jacrev"
### END SOLUTION


def better(inputs, outputs):
    """ "jacfwd" or "jacrev"; at a tie "jacfwd", which need not keep the graph."""
    # TODO
    ### BEGIN SOLUTION
    return "jacfwd" if inputs <= outputs else "jacrev"
    ### END SOLUTION


def jacobian(f, xs):
    """The Jacobian of f at xs by the better of the two, called as in jacfwd(f)(xs);
    f takes a list and gives a list.
    """
    # TODO: how many outputs are there?  Run f once and look
    ### BEGIN SOLUTION
    choice = better(len(xs), len(f(xs)))
    return jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)
    ### END SOLUTION


if __name__ == "__main__":
    def curve(v):
        return [v[0], v[0] * v[0], 3 * v[0]]

    def area(v):
        return [v[0] * v[1] * v[2]]

    print(better(1, 3), jacobian(curve, [2.0]))
    print(better(3, 1), jacobian(area, [1.0, 2.0, 3.0]))
