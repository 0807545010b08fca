# takes the absolute value of the sum: take it of each weight, because each input may have its own sign


def killing_bias(w, r):
    return -r * abs(sum(w))
