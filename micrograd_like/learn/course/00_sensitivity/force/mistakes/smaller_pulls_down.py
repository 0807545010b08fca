# lets u pull the maximum down: u = 4 is below v = 7, and a small change of u leaves the maximum where
# it is

u_in_g = -1
