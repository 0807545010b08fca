# gives the score: the class is +1 or -1


def classify(model, x):
    return model(x).data
