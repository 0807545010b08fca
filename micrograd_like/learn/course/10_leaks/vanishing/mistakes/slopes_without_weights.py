# multiplies only the slopes of the sigmoids: the weights between them are on the path, too


def tower(x, weights, biases):
    slopes, a = [], x
    for w, b in zip(weights, biases):
        s = Value(w * a + b).sigmoid().data
        slopes.append(s * (1 - s))
        a = s
    found, product = [], 1.0
    for slope in reversed(slopes):
        product *= slope
        found.insert(0, product)
    return found
