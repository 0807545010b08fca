"""What an object lacks when the ``__init__`` of its class has forgotten to call the one it inherits.

>>> class Base:
...     x = Missing("x")
...     def __init__(self):
...         self.x = 1
>>> class Own(Base):
...     def __init__(self):
...         pass
>>> Own().x
Traceback (most recent call last):
AttributeError: this Own has no x: let its __init__ call super().__init__(...), or set self.x
"""

from __future__ import annotations

from typing import Any


class Missing:
    """Stands in a class for an attribute that it announces, and says what to do where an object lacks it.

    (A ``__getattr__`` would say it too, but makes each look at an attribute three times slower.)
    """

    def __init__(self, name: str):
        self.name = name

    def __get__(self, module: Any, kind: Any) -> Any:
        told = f"type object {kind.__name__!r} has no attribute {self.name!r}"
        if module is not None:
            told = f"this {kind.__name__} has no {self.name}: let its __init__ call super().__init__(...), "
            told += f"or set self.{self.name}"
        raise AttributeError(told, name=self.name, obj=module)
