# divides the way in proportion to the two scores: this is right only if the score is a straight line on the
# way


def crossing(model, p, q):
    at_p, at_q = model(p).data, model(q).data
    t = at_p / (at_p - at_q)
    return [a + t * (b - a) for a, b in zip(p, q)]
