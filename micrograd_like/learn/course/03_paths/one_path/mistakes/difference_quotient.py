# measures the slope with a small step: right to some ten digits; multiply the three local derivatives,
# and all digits are right


def slope(x):
    def y(x):
        return exp(sin(x**2))

    return (y(x + 1e-6) - y(x - 1e-6)) / 2e-6
