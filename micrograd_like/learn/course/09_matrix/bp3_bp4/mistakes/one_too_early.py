# goes a layer too far back: z^(l-1) is made before θ^l comes into play and does not depend on it

mended = "l-1"
