# goes a layer too far forward: the parameters of layer l are in z^l itself

mended = "l+1"
