# multiplies each operand's force by itself: in a product it is the other operand that says how much a
# nudge counts

through_mul = 6, -8


def mul_gate(x, y, force):
    return x * force, y * force
