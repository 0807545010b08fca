# expects that the second largest changes the result: it does not, until it is the largest

second_largest = 1.0
