def hadamard(s, t):
    """[s1 * t1, s2 * t2, ...]; a ValueError if they are not of one length."""
    # TODO
    ### BEGIN SOLUTION
    if len(s) != len(t):
        raise ValueError(f"lengths {len(s)} and {len(t)} do not match")
    return [p * q for p, q in zip(s, t)]
    ### END SOLUTION


def diagonal(s):
    """The square matrix, a list of rows, whose product with any t is s ⊙ t."""
    # TODO
    ### BEGIN SOLUTION
    return [[s[j] if j == k else 0 for k in range(len(s))] for j in range(len(s))]
    ### END SOLUTION


if __name__ == "__main__":
    print(hadamard([1, 2], [3, 4]))
    print(diagonal([1, 2]))
