# expects a larger gradient from larger weights: the gradient is σ'(z) times x, and σ'(z) has become almost
# 0

if_z_was_2 = "larger"
