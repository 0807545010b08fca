# has t where t * t belongs, with the sign of a sum


class Value:
    def tanh(self):
        t = Value(tanh(self.data), (self,))
        t.partials = (t * t * t * -1.0 + 1.0,)
        return t
