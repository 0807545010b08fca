"""Small stand-ins for PyTorch and JAX, made of Values: enough of both to run a translated network.
Neither needs to be installed.

>>> w = torch.tensor([1.0, 2.0], requires_grad=True)
>>> (w @ torch.tensor([3.0, 4.0])).backward(); w.grad.tolist()
[3.0, 4.0]
>>> jax.grad(lambda w: jax.numpy.tanh(w).sum())(jax.numpy.array([0.0, 0.0])).tolist()
[1.0, 1.0]
"""

from __future__ import annotations

import operator
import struct
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any

from micrograd_like import Value
from micrograd_like.rules import table


class Tensor:
    """A number, a list or a list of lists of Values, with the arithmetic that both packages agree on."""

    def __init__(self, values: Any, requires_grad: bool = False, dtype: str = "float64"):
        self.values, self.requires_grad, self.dtype = values, requires_grad, dtype

    @property
    def grad(self) -> Tensor | None:
        """What backward() has added up in a tensor that was made with requires_grad=True."""
        return self._made(each(lambda v: Value(v.grad), self.values)) if self.requires_grad else None

    @grad.setter
    def grad(self, nothing: None) -> None:
        for v in flat(self.values):
            v.grad = 0.0

    def _made(self, values: Any, *others: Any) -> Tensor:
        """A result; of two sorts of numbers it has the one with more digits."""
        wide = "float64" in (getattr(part, "dtype", "") for part in (self, *others))
        return Tensor(values, dtype="float64" if wide else self.dtype)

    @property
    def shape(self) -> tuple[int, ...]:
        return size(self.values)

    @property
    def T(self) -> Tensor:
        return self._made(
            [list(column) for column in zip(*self.values, strict=True)]
            if len(self.shape) == 2
            else self.values
        )

    def backward(self) -> None:
        self._one("backward() starts at").backward()

    def item(self) -> float:
        return self._one("item() is for").data

    __float__ = item

    def _one(self, what: str) -> Value:
        if self.shape:
            raise RuntimeError(f"{what} a single number, but this has the shape {self.shape}")
        return self.values

    def tolist(self) -> Any:
        return each(lambda v: v.data, self.values)

    def sum(self) -> Tensor:
        return self._made(table.total(list(flat(self.values))))

    def mean(self) -> Tensor:
        numbers = list(flat(self.values))
        return self._made(table.total(numbers) * (1.0 / len(numbers)))

    def tanh(self) -> Tensor:
        return self._made(each(table.tanh, self.values))

    def __matmul__(self, other: Any) -> Tensor:
        if not isinstance(other, Tensor):
            raise TypeError(f"@ takes two tensors, but got a {type(other).__name__}; make it one first")
        if self.dtype != other.dtype:
            raise RuntimeError(f"@ takes tensors of one dtype, but got {self.dtype} and {other.dtype}")
        if (
            len(self.shape) not in (1, 2)
            or len(other.shape) not in (1, 2)
            or self.shape[-1] != other.shape[0]
        ):
            raise ValueError(
                f"@ cannot multiply the shapes {self.shape} and {other.shape}: the inner sizes must agree"
            )
        rows, columns = (
            (self.values if len(self.shape) == 2 else [self.values]),
            (other.T.values if len(other.shape) == 2 else [other.values]),
        )
        out: Any = [[table.dot(row, column) for column in columns] for row in rows]
        out = out if len(other.shape) == 2 else [row[0] for row in out]
        return self._made(out if len(self.shape) == 2 else out[0])

    dot = matmul = __matmul__

    def __neg__(self) -> Tensor:
        return self._made(each(operator.neg, self.values))

    def __pow__(self, exponent: float) -> Tensor:
        return self._made(each(lambda v: v**exponent, self.values))

    pow = __pow__

    def square(self) -> Tensor:
        return self**2

    def detach(self) -> Tensor:
        return tensor(self, self.dtype)

    def requires_grad_(self, wanted: bool = True) -> Tensor:
        self.requires_grad = wanted
        return self

    def __getitem__(self, k: int) -> Tensor:
        return self._made(self.values[k])

    def __repr__(self) -> str:
        return f"tensor({self.tolist()})"


def _elementwise(op: Callable[[Any, Any], Any]) -> tuple[Callable, Callable]:
    def forward(self: Tensor, other: Any) -> Tensor:
        numbers = other.values if isinstance(other, Tensor) else other
        return self._made(pairwise(op, self.values, numbers), other)

    def swapped(self: Tensor, other: Any) -> Tensor:
        return self._made(pairwise(lambda a, b: op(b, a), self.values, other))

    return forward, swapped


for _name in ("add", "sub", "mul", "truediv"):
    _plain, _swapped = _elementwise(getattr(operator, _name))
    setattr(Tensor, f"__{_name}__", _plain)
    setattr(Tensor, f"__r{_name}__", _swapped)


def each(f: Callable[[Any], Any], values: Any) -> Any:
    """f of every number, in lists nested alike."""
    return [each(f, v) for v in values] if isinstance(values, list) else f(values)


def pairwise(op: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    """op of numbers in the same place; what has fewer dimensions is used for every row of the other."""
    if len(size(a)) < len(size(b)):
        return [pairwise(op, a, part) for part in b]
    if len(size(a)) > len(size(b)):
        return [pairwise(op, part, b) for part in a]
    if not isinstance(a, list):
        return op(a, b)
    if len(a) != len(b):
        raise ValueError(f"the shapes {size(a)} and {size(b)} do not fit together")
    return [pairwise(op, p, q) for p, q in zip(a, b, strict=True)]


def size(values: Any) -> tuple[int, ...]:
    return (len(values), *size(values[0])) if isinstance(values, list) else ()


def flat(values: Any) -> list[Value]:
    return [v for part in values for v in flat(part)] if isinstance(values, list) else [values]


def tensor(data: Any, dtype: str = "float32", requires_grad: bool = False) -> Tensor:
    """A tensor of fresh numbers, cut off from what they were computed from; 32 bits unless told otherwise."""
    if isinstance(data, (Tensor, tuple)):
        data = data.tolist() if isinstance(data, Tensor) else list(data)
    rounded = in_32_bits if dtype == "float32" else float
    return Tensor(each(lambda x: Value(rounded(x)), data), requires_grad, dtype)


def array(data: Any, dtype: str = "float64") -> Tensor:
    """An array of JAX's, which has been told to count with 64 bits."""
    return tensor(data, dtype)


def in_32_bits(x: float) -> float:
    """The nearest number that fits into 32 bits.

    >>> in_32_bits(0.1)
    0.10000000149011612
    """
    return struct.unpack("f", struct.pack("f", x))[0]


class StandInError(AttributeError):
    """A name that the real package may have, but the stand-in has not."""


class StandIn:
    """A module of this few names, which says so when it is asked for others."""

    def __init__(self, called: str, **names: Any):
        self.__dict__.update(names)
        self._called, self._known = called, sorted(names)

    def __getattr__(self, name: str) -> Any:
        raise StandInError(
            f"the small stand-in for {self._called} has no {name!r}; it knows {', '.join(self._known)}"
        )


def value_and_grad(f: Callable, argnums: int | Sequence[int] = 0) -> Callable:
    """jax.value_and_grad: the value of f and its gradient in the arguments of these numbers."""

    def both(*args: Any) -> Any:
        wanted = [argnums] if isinstance(argnums, int) else list(argnums)
        for k in wanted:
            if not isinstance(args[k], Tensor):
                said = f"value_and_grad takes arrays, but argument {k} is a {type(args[k]).__name__}"
                raise TypeError(f"{said}; jax.numpy.array(...) makes one of it")
        leaves = {k: tensor(args[k], args[k].dtype, requires_grad=True) for k in wanted}
        out = f(*(leaves.get(k, a) for k, a in enumerate(args)))
        if out is None or out is ...:
            return out, out
        out.backward()
        slopes = tuple(leaves[k].grad for k in wanted)
        return tensor(out, out.dtype), slopes[0] if isinstance(argnums, int) else slopes

    return both


def gradient(f: Callable, argnums: int | Sequence[int] = 0) -> Callable:
    """jax.grad."""
    return lambda *args: value_and_grad(f, argnums)(*args)[1]


SHARED = {
    "tanh": Tensor.tanh,
    "dot": operator.matmul,
    "matmul": operator.matmul,
    "sum": Tensor.sum,
    "mean": Tensor.mean,
    "square": Tensor.square,
    "float32": "float32",
    "float64": "float64",
}
torch: Any = StandIn("torch", tensor=tensor, no_grad=nullcontext, **SHARED)
jax: Any = StandIn(
    "jax",
    numpy=StandIn("jax.numpy", array=array, asarray=array, **SHARED),
    grad=gradient,
    value_and_grad=value_and_grad,
    jit=lambda f: f,
)
