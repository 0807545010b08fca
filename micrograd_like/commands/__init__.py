"""The command line, a file for each command: demo, train, predict, data, draw, play, race, learn.

Each has ``add_parser(subparsers)``, which sets ``run``, a function from the parsed arguments to an exit code.
"""
