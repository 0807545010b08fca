# goes below 0 for confident answers: then being ever more certain about easy examples pays for being
# wrong about hard ones


def hinge(score, y):
    return 1 - y * score
