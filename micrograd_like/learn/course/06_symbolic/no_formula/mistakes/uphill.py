# walks uphill: a slope above 0 says that the loss grows with w, so w must become smaller


def descend(loss, w, rate, steps):
    for _ in range(steps):
        w += rate * slope(loss, w)
    return w
