"""compile(): the scalar graph rediscovers the matrices.  The passes, in reading order:

tape.py        the graph as numbered steps: inputs, rows of the table, operands; node_order.py, from nodes.
conditions.py  comparisons that a tape records; tracing.py, a function and an example -> a tape.
random_inputs.py  random numbers as inputs, drawn anew for each replay.
rewriting.py   small steps on formulas; formula_templates.py, sums of products and maps.
recipes.py     rows -> templates; pullbacks.py, of rows such as softmax; shared_graph.py, nodes, each once.
chains.py      steps that are part of a sum; filling.py, templates filled in; applications.py, of softmax.
reverse_sweep.py  the adjoint on the tape; tangent.py, forward mode; sums.py, chains of + in a graph.
sum_rows.py    what sums read, each row once; schedule.py, what is computed together; like_sums.py, sums.
rectangles.py  matrix products, found; slots.py, where numbers lie; plan_kernels.py; plan.py, all kernels.
fused.py       for irregular graphs: runs of steps of one form.
shorten.py     formulas as a textbook has them; backends/, a plan in Python, NumPy, C, machine code, jax.
check.py       the first replay against the engine; choosing.py, which machine runs it; ready.py, one that is.
versions.py    the programs of one shape; shapes.py, arguments.
surroundings.py  what a function uses from outside; readers.py, arguments read quickly; known_call.py, both.
compiling.py   compile(); program.py, what it gives; over_examples.py, for a batch.
optimizing.py  whole training steps; step_replay.py, for one shape; updates.py, all parameters moved.
repeated.py    a small graph for many at once; step_by_example.py, steps by the program of one example.
calls_in_words.py  what to say to a wrong call.
plan_in_words.py for readers; javascript.py, rows and tapes as JavaScript; export.py, a program as text.

A program gives the engine's numbers, bit for bit where nothing is added in another order.  This is where it
may differ:

1. Sums are added in another order, and products of matrices by NumPy in its own: a few ulp of the largest
   term.  So are the contributions to a gradient.  What is derived from noise, such as the sign of a sum that
   should be 0, or Adam's first step for a gradient of 1e-17, may be another.  So may the side of a tie that
   a comparison falls on, which is decided by the program's own numbers.
2. NumPy's exp, tanh and so on may be an ulp or two off those of Python's math; jax takes subnormal numbers
   for 0, and its polygamma is right to 256 ulp.  Machine code has functions of its own, right to 4 ulp, erfc
   to 8.  With fast_math=True, which only backend="llvm" has, exp, log, tanh and what is made of them are
   right to 2,048.
3. Where all numbers are finite, NumPy uses shorter formulas for branches that only nan, infinities and
   subnormal numbers take; x ** 3 and x ** 4 have partials made of products: all within the table's promise.
4. All results of a softmax send back together, within a few ulp of the largest gradient.
5. The sign of a zero is not promised.
6. Along a branch not taken the engine sends nothing, and a kernel sends 0.  That shows where the 0 meets an
   infinite partial, for their product is nan.  So a replay that gives something not finite is done again as
   the engine does it, from the tape.  What is not seen is a nan that does not reach the result: in
   where(grad(f)(x) > 0, 1, 2), or in an update of an optimizer of one's own that compares gradients.
7. What is no operation on numbers is as it was in the trace, and a TraceWarning names the line: a Python
   branch on a comparison, ``.data``, float(), int(), random numbers that are no floats (choice, shuffle), and
   all that NumPy draws.  Not seen are such reads of a Value that the function uses from outside, and whatever
   is read from the clock, a file or the system.  A compiled graph of Values, in place of a function, has its
   conditions and masks frozen.  The remedy is the same for all of these: make it an argument.
8. What the function uses from outside is looked at before each call (surroundings.py): variables, attributes,
   elements of lists, dicts and arrays, also where functions of yours that it calls use them.  Where one has
   changed, the function is traced anew.  Not looked at are the insides of libraries, of generators and
   iterators, of objects of classes with __slots__, and lists and arrays of more than 10,000 elements (these
   are named in ``stats()["notes"]``).  Make them arguments if they change.
9. A function made by custom() is no formula: programs with it run on the tape, step by step.
10. no_grad, detect_anomaly and other blocks see the trace, and no replay.
"""

from .compiling import compile
from .conditions import Condition, TraceWarning
from .program import Program
from .tape import Tape

__all__ = ["Condition", "Program", "Tape", "TraceWarning", "compile"]
