# has a place for the input in the numbers of the layers: the weight enters layer 2, so l is 2

place = (3, 0, 2)
