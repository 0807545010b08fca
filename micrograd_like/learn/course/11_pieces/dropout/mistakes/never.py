# never drops: frozen gives a function that changes nothing


class Dropout:
    def frozen(self, n):
        return lambda xs: list(xs)
