# compares the distance from 0 and 1 with a hundredth: the slope s (1 - s) is compared with a hundredth of
# 1/4


def saturated(outputs):
    return sum(s < 0.01 or s > 0.99 for s in outputs) / len(outputs)
