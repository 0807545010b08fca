"""compile(): the scalar graph rediscovers the matrices.  The passes, in reading order:

tape.py        the graph as numbered steps: inputs, rows of the table, operands.
conditions.py  comparisons that a tape records; tracing.py, a function and an example -> a tape.
rewriting.py   small steps on formulas; terms.py, rows -> templates; shared_graph.py, nodes, each once.
filling.py     templates filled in; reverse_sweep.py, the adjoint on the tape; tangent.py, forward mode.
sums.py        chains of + as one sum each; schedule.py, what is computed together.
rectangles.py  matrix products, found; slots.py, where numbers lie; plan.py, the kernels.
fused.py       for irregular graphs: runs of steps of one form.
shorten.py     formulas as a textbook has them; backends/, a plan in Python, NumPy, C, machine code, jax.
check.py       the first replay against the engine; versions.py, one shape; shapes.py, arguments.
program.py     what compile() gives; over_examples.py, for a batch; optimizing.py, whole training steps.
plan_in_words.py for readers; javascript.py, rows and tapes as JavaScript; export.py, a program as text.

Where a program may differ from the engine:

- Sums are added in another order, products in sums too: a few ulp of the largest term.
- NumPy's exp, log, tanh and their like may round the last bit another way than the C library's.
- jax takes subnormal numbers for 0; its polygamma is right to 256 ulp.
- In NumPy, short formulas (shorten.py) leave out what a row does for subnormal quotients: below 1e-300.
- Nothing is sent along a branch not taken; a program sends 0.  That shows where 0 meets an infinite partial:
  so whenever a value or a gradient is not finite, the tape is replayed exactly as the engine would.
- A comparison is a tie or not by the program's own numbers, which may differ from the engine's by an ulp.
- The sign of a zero is not promised.
"""

from .conditions import Condition, TraceWarning
from .program import Program, compile
from .tape import Tape

__all__ = ["Condition", "Program", "Tape", "TraceWarning", "compile"]
