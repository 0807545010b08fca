# expects zeros of L2, whose pull fades with the weight: it makes large weights small, and small ones
# hardly smaller

makes_zeros = "L2"
