# measures the slope with a small step: right to some ten digits; multiply the four, and all digits are
# right


def slope_as_four(x, h=1e-5):
    return (sigmoid(x + h) - sigmoid(x - h)) / (2 * h)
