"""erf and erfc for several lanes at once, right to 4 and 8 units in the last place.

Near 0 erf is a polynomial.  Elsewhere erfc(x) is exp(-x * x) / (1 + 2 x) times a function that stays between
1 and 1.3, and is a polynomial in (x - 4) / (x + 4).  The error of rounding x * x is carried into exp.
"""

from __future__ import annotations

from collections.abc import Callable

from .llvm_code import Code
from .llvm_lanes import Lanes
from .llvm_math import NOTHING, clamped, exp_of_sum, polynomial

# erf(x) / x by powers of x**2, for |x| < 1
ERF = [1.1283791670955126, -0.3761263890318375, 0.11283791670954882, -0.026866170645077334,
       0.005223977624823223, -0.0008548326981129666, 0.00012055331122299266, -1.4925595519506043e-05,
       1.6461004480962034e-06, -1.6350354461959655e-07, 1.4660051998394848e-08, -1.1373902296430911e-09,
       5.958930743134941e-11]  # fmt: skip
# (1 + 2 x) exp(x**2) erfc(x) by powers of (x - 4) / (x + 4): the first 24 terms of its series of Chebyshev
# polynomials
ERFC = [1.2329951186255526, -0.1396211168405623, 0.015379652102610473, 0.06809705425466908,
        -0.10103906603586531, 0.0937328349990944, -0.06633036582031154, 0.03716751552655567,
        -0.016197733981455194, 0.005031970067657487, -0.0007577737070638232, -0.0001992571466109021,
        0.00015062309720018107, -2.439774642246247e-05, -1.1225101875649804e-05, 5.706604414940866e-06,
        2.980135380196338e-07, -8.210939043067208e-07, 7.11533780133031e-08, 1.0633855622145628e-07,
        -1.637177976645898e-08, -1.2346866057932712e-08, 1.5738283778956829e-09,
        9.311745002487417e-10]  # fmt: skip


def erf(code: Code, x: Lanes) -> Lanes:
    size = abs(x)
    far = 1.0 - _upper(size)
    near = size * polynomial(size * size, ERF)
    return Lanes(code, code.own("copysign", (size < 1.0).where(near, far).text, x.text))


def erfc(code: Code, x: Lanes) -> Lanes:
    """1 - erf(x) for x below 0.5, where that loses nothing."""
    upper = _upper(abs(x))
    near = 1.0 - x * polynomial(x * x, ERF)
    return (abs(x) < 0.5).where(near, (x < 0.0).where(2.0 - upper, upper))


def _upper(x: Lanes) -> Lanes:
    """erfc(x) for x from 0 on."""
    x = clamped(x, 0.0, 28.0)
    h = x * x
    lost = x.exact_fma(x, 0.0 - h)
    t = (x - 4.0) / (x + 4.0)
    return exp_of_sum(clamped(0.0 - h, NOTHING, 0.0), 0.0 - lost) * polynomial(t, ERFC) / (x + x + 1.0)


FUNCTIONS: dict[str, Callable[..., Lanes]] = {"erf": erf, "erfc": erfc}
