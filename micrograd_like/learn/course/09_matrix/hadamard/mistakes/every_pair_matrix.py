# multiplies s with itself: entry (j, j) is s[j], and the others are 0


def diagonal(s):
    return [[p * q for q in s] for p in s]
