"""Partials of primitives where formulas usually lose digits: ours, PyTorch's and JAX's, in ulps.

    pip install -e ".[test]" torch jax     (either peer may be missing)
    python tests/benchmarks/last_bits.py

The true value is mpmath's at 60 digits.  One ulp is the distance between neighbouring doubles there.
"""

from __future__ import annotations

import importlib.metadata
import math
import platform

import mpmath

import micrograd_like as ml
from micrograd_like import Value

mpmath.mp.dps = 60
POINTS = [  # name, function of a namespace and x, the true derivative, x
    ("tanh", lambda m, x: m.tanh(x), lambda x: mpmath.sech(x) ** 2, 20.0),
    ("tanh", lambda m, x: m.tanh(x), lambda x: mpmath.sech(x) ** 2, 3.0),
    ("sigmoid", lambda m, x: m.sigmoid(x), lambda x: mpmath.exp(-x) / (1 + mpmath.exp(-x)) ** 2, 37.0),
    ("x ** 0.3", lambda m, x: x**0.3, lambda x: mpmath.mpf(0.3) * x ** (mpmath.mpf(0.3) - 1), 1e-300),
    ("x ** 3.7", lambda m, x: x**3.7, lambda x: mpmath.mpf(3.7) * x ** (mpmath.mpf(3.7) - 1), 1e60),
    ("1e200 / x", lambda m, x: 1e200 / x, lambda x: -mpmath.mpf(1e200) / x / x, 1e200),
    ("atan", lambda m, x: m.atan(x), lambda x: 1 / (1 + x * x), 1e160),
    ("asin", lambda m, x: m.asin(x), lambda x: 1 / mpmath.sqrt((1 - x) * (1 + x)), 1 - 2.0**-50),
    ("erf", lambda m, x: m.erf(x), lambda x: 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x * x), 26.1),
    ("expm1", lambda m, x: m.expm1(x), mpmath.exp, -38.0),
    ("gelu", lambda m, x: m.gelu(x), lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x), -20.5),
    ("softplus", lambda m, x: m.softplus(x), lambda x: 1 / (1 + mpmath.exp(-x)), -745.0),
]


def ours(f, x):
    v = Value(x)
    f(ml, v).backward()
    return v.grad


def torch_peer():
    import torch

    names = type(
        "torch",
        (),
        {n: staticmethod(getattr(torch, n)) for n in ("tanh", "sigmoid", "atan", "asin", "erf", "expm1")},
    )
    names.gelu, names.softplus = map(staticmethod, (torch.nn.functional.gelu, torch.nn.functional.softplus))

    def partial(f, x):
        t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
        f(names, t).backward()
        return t.grad.item()

    return f"PyTorch {torch.__version__}", partial


def jax_peer():
    import jax

    jax.config.update("jax_enable_x64", True)
    names = type("jax", (), {n: staticmethod(getattr(jax.numpy, n)) for n in ("tanh", "expm1")})
    names.atan, names.asin = map(staticmethod, (jax.numpy.arctan, jax.numpy.arcsin))
    names.sigmoid, names.softplus, names.erf = map(
        staticmethod, (jax.nn.sigmoid, jax.nn.softplus, jax.scipy.special.erf)
    )
    names.gelu = staticmethod(lambda x: jax.nn.gelu(x, approximate=False))
    return f"JAX {jax.__version__}", lambda f, x: float(jax.grad(lambda t: f(names, t))(x))


def ulps(given, true):
    if math.isnan(given):
        return "nan"
    error = float(abs(mpmath.mpf(given) - true) / math.ulp(float(true))) if math.isfinite(given) else math.inf
    return "all" if given == 0 != float(true) else f"{error:.2g}"


def main():
    peers = [("micrograd_like", ours)]
    for load in (torch_peer, jax_peer):
        try:
            peers.append(load())
        except ImportError as error:
            print(f"({error}; left out)")
    print(
        f"{platform.platform()}, Python {platform.python_version()},",
        f"mpmath {importlib.metadata.version('mpmath')}",
    )
    print("ulps between each partial and the true one; 'all' means a 0 where the true value is none")
    print(f"{'':12}{'x':>12}{'true value':>16}" + "".join(f"{name:>20}" for name, _ in peers))
    for name, f, derivative, x in POINTS:
        true = derivative(mpmath.mpf(x))
        print(
            f"{name:12}{x:12.6g}{float(true):16.6g}"
            + "".join(f"{ulps(peer(f, x), true):>20}" for _, peer in peers)
        )


if __name__ == "__main__":
    main()
