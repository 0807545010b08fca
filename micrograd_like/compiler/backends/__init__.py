"""Where a plan runs: on_python.py needs nothing, on_numpy.py NumPy, on_llvm.py the extra ``jit``.

Each of these writes the plan as text, which ``Program.source`` shows, and gives back a machine: ``numbers``,
the array of a replay, and ``run()``.  c_text.py writes C, to be read and taken along.

For machine code, in reading order: llvm_code.py, the lines of a function; llvm_math.py, exp and its like,
llvm_angles.py, llvm_inverses.py, llvm_powers.py and llvm_erf.py, sin, asin, x ** y and erf; llvm_words.py,
formulas; llvm_operands.py, what is read and written; fusion.py, which kernels share a loop; llvm_kernels.py,
the loops; on_llvm.py, the whole; llvm_steps.py, many training steps; machine_code.py, from text to functions
in memory; object_files.py, the folder on disk.
"""
