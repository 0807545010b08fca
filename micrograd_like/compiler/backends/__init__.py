"""Where a plan runs: on_python.py needs nothing, on_numpy.py NumPy, on_llvm.py the extra ``jit``.

Each of these writes the plan as text, which ``Program.source`` shows, and gives back a machine: ``numbers``,
the array of a replay, and ``run()``.  c_text.py writes C, to be read and taken along.

For machine code, in reading order: llvm_code.py, the lines of a function, and llvm_lanes.py, registers that
compute like numbers; llvm_math.py, exp and its like, llvm_tanh.py, llvm_angles.py, llvm_inverses.py,
llvm_powers.py and llvm_erf.py, tanh, sin, asin, x ** y and erf; llvm_words.py, formulas; llvm_operands.py,
what is read and written, llvm_packing.py, what is copied first; fusion.py, which kernels share a loop;
llvm_sums.py and llvm_folds.py, loops over terms, llvm_kernels.py, over cells; on_llvm.py, the whole;
llvm_steps.py, many training steps; machine_code.py, from text to functions in memory; object_files.py, the
folder on disk.

For graphs of any shape: interpreter_code.py, the tape and what reads it, with interpreter_writer.py,
interpreter_runs.py, interpreter_formulas.py and interpreter_links.py; interpreter.py, a replay;
interpreter_entries.py, how Python calls it; examples_code.py, a batch, for this and for on_llvm.py.

on_numpy.py has its formulas in numpy_words.py, on_jax.py its formulas and kernels in jax_words.py and
jax_replay.py.
"""
