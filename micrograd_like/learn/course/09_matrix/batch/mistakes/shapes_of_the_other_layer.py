# exchanges the two layers: the input of the layer has 3 entries for each example, and its error has 5

shape_of_a_in = (5, 8)
shape_of_delta = (3, 8)
