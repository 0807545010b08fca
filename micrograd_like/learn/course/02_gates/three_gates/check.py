from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against the engine's own walk back through each gate."""
    gates = {"add": table.add, "mul": table.mul, "max": table.max}
    for name, gate in gates.items():
        getattr(you, f"through_{name}").should_be(forces(gate, 3.0, -4.0, 2.0), secret=True)
    for name, gate in gates.items():
        for x, y, force in ((1.5, 0.25, -1.0), (-2.0, 5.0, 0.5), (0.5, -3.0, 4.0), (0.5, -3.0, 0.25)):
            getattr(you, f"{name}_gate")(x, y, force).should_be(forces(gate, x, y, force))


def forces(gate, x: float, y: float, force: float) -> tuple[float, float]:
    """What arrives at the operands, by the engine."""
    a, b = Value(x), Value(y)
    (gate(a, b) * force).backward()
    return a.grad, b.grad
