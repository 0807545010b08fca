"""The command line, a file for each command: demo, train, predict, data, draw, play, race, learn.

Each has ``add_parser(subparsers)``, which sets ``run``, a function from the parsed arguments to an exit code.
The other files serve them: ``options.py`` reads options, ``outcome.py`` says what came of a training,
``effort.py`` what a gradient costs, ``page.py`` writes a folder of pictures, ``interrupts.py`` answers
Ctrl-C.
"""
