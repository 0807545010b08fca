"""compile(): the scalar graph rediscovers the matrices.  The passes, in reading order:

tape.py        the graph as numbered steps: inputs, rows of the table, operands.
conditions.py  comparisons that a tape records; tracing.py, a function and an example -> a tape.
rewriting.py   small steps on formulas; terms.py, rows -> templates; nodes.py, the graph of shared nodes.
filling.py     templates filled in; reverse_sweep.py, the adjoint on the tape; tangent.py, forward mode.
sums.py        chains of + as one sum each; schedule.py, what is computed together.
rectangles.py  matrix products, found; slots.py, where numbers lie; plan.py, the kernels.
shorten.py     formulas as a textbook has them; backends/, a plan as Python, as NumPy, as C.
check.py       the first replay against the engine; versions.py, one shape; shapes.py, arguments.
program.py     what compile() gives; optimizing.py, whole training steps; explaining.py, the plan in words.
javascript.py  rows and tapes as JavaScript; export.py, a program as text.
"""

from .conditions import Condition, TraceWarning
from .program import Program, compile
from .tape import Tape

__all__ = ["Condition", "Program", "Tape", "TraceWarning", "compile"]
