# takes the layer that the weight leaves, and the receiver's number for both

place = (2, 0, 0)
