"""Formulas as functions of jax arrays; what jax.numpy lacks is in jax.scipy, or is written here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp  # type: ignore[import-not-found]  an extra
from jax.scipy import special  # type: ignore[import-not-found]

from ...rules import RULES
from ..tape import NoFormulaError
from .numpy_words import DefiningWords, is_formula


def round_to(x: Any, digits: Any = 0.0) -> Any:
    """x to so many digits after the point; half of the last digit goes to the even one."""
    scale = 10.0**digits
    return jnp.where(jnp.isfinite(x), jnp.round(x * scale) / scale, x)


def quotient(x: Any, y: Any) -> Any:
    """x // y as Python has it: nan for y == 0 and infinite x."""
    whole = jnp.round((x - jnp.mod(x, y)) / y)
    return jnp.where((y == 0) | jnp.isinf(x), jnp.nan, jnp.where(jnp.isinf(y), jnp.floor(x / y), whole))


def polygamma(m: Any, x: Any) -> Any:
    """The m-th derivative of digamma; nan for x < 0 and m > 0, where zeta() has no series."""
    sign = jnp.where(jnp.mod(m, 2) == 0, -1.0, 1.0)
    found = sign * jnp.exp(special.gammaln(m + 1.0)) * special.zeta(m + 1.0, x)
    return jnp.where(m == 0, special.digamma(x), found)


OWN = {"erf": special.erf, "erfc": special.erfc, "lgamma": special.gammaln, "digamma": special.digamma,
       "polygamma": polygamma, "round": round_to, "floordiv": quotient, "mod": jnp.mod}  # fmt: skip


class JaxWords(DefiningWords):
    """Formulas on jax arrays."""

    def function(self, f: str) -> Callable:
        row = RULES.get(f)
        if f in OWN:
            return OWN[f]
        if row is None or not is_formula(row, f):
            raise NoFormulaError(f"jax has no {f!r}, and its row is no formula; use another backend")
        return self.of_formulas(row, f)
