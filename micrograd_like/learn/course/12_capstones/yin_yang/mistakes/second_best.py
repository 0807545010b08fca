# counts the classes by size: the class with the highest score is asked for


def predict(model, x):
    scores = [s.data for s in model(x)]
    return sorted(range(3), key=lambda k: scores[k])[1]
