# multiplies by n instead of raising to the power n


class Value:
    def __pow__(self, n):
        return Value(self.data * n, (self,), (n,))
