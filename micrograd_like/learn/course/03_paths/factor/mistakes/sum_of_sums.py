# adds the brackets: every way through one floor goes on by every way through the next, so the brackets
# multiply


def factored(floors):
    return sum(sum(floor) for floor in floors)
