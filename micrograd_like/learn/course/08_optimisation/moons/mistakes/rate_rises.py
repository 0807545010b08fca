# lets the rate rise from 0.1 to 1.0; it begins at 1.0 and falls


def learning_rate(k):
    return 0.1 + 0.9 * k / 100
