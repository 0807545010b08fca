# names ∂C/∂z: that is the product of both factors, δ itself

second_factor = "dC/dz"
