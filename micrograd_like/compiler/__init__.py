"""compile(): the scalar graph rediscovers the matrices.  The passes, in reading order:

tape.py        the graph as numbered steps: inputs, rows of the table, operands.
conditions.py  comparisons that a tape records; tracing.py, a function and an example -> a tape.
random_inputs.py  random numbers as inputs, drawn anew for each replay.
rewriting.py   small steps on formulas; terms.py, rows -> templates; shared_graph.py, nodes, each once.
filling.py     templates filled in; reverse_sweep.py, the adjoint on the tape; tangent.py, forward mode.
sums.py        chains of + as one sum each; schedule.py, what is computed together.
rectangles.py  matrix products, found; slots.py, where numbers lie; plan.py, the kernels.
fused.py       for irregular graphs: runs of steps of one form.
shorten.py     formulas as a textbook has them; backends/, a plan in Python, NumPy, C, machine code, jax.
check.py       the first replay against the engine; versions.py, one shape; shapes.py, arguments.
program.py     what compile() gives; over_examples.py, for a batch; optimizing.py, whole training steps.
step_by_example.py  training steps by the program of one example.
plan_in_words.py for readers; javascript.py, rows and tapes as JavaScript; export.py, a program as text.

A program gives the engine's numbers, bit for bit where nothing is added in another order.  This is where it
may differ:

1. Sums are added in another order, and products of matrices by NumPy in its own: a few ulp of the largest
   term.  So are the contributions to a gradient.  What is derived from noise, such as the sign of a sum that
   should be 0, or Adam's first step for a gradient of 1e-17, may be another.
2. NumPy's exp, tanh and so on may be an ulp or two off those of Python's math.
   Machine code has its own, right to 4 units in the last place (erfc to 8); with fast_math=True, which only
   backend="llvm" has, exp, log, tanh and what is made of them are right to 2,048.
3. Where all numbers are finite, NumPy uses shorter formulas for branches that only nan, infinities and
   subnormal numbers take; x ** 3 and x ** 4 have partials made of products: all within the table's promise.
4. All results of a softmax send back together, within a few ulp of the largest gradient.
5. The sign of a zero is not promised.
6. A replay that gives something not finite is done again as the engine does it, from the tape.  So a branch
   not taken sends nothing, whatever it holds.  In a derivative taken inside the function such a branch sends
   a 0 instead, and 0 times infinity is nan: grad(lambda a: where(a > 0, log(a), 0.0)) at 0.
7. What is no operation on numbers is as it was in the trace, and a TraceWarning names the line: a Python
   branch on a comparison, ``.data``, float(), int(), random numbers that are no floats (choice, shuffle,
   NumPy's).  A compiled graph of Values, in place of a function, has its conditions and masks frozen.
8. A list or dict from outside that stays the same object is not looked at again; a variable that is another
   object, a number, or a module in another mode is.
9. A function made by custom() is no formula: programs with it run on the tape, step by step.
10. no_grad, detect_anomaly and other blocks see the trace, and no replay.

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
