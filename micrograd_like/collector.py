"""Python's garbage collector, paused while a graph is built or drawn.

A graph is thousands of new objects, and the collector walks over all of them again and again to look for
cycles.  There are none in a graph: reference counts free it as soon as nobody holds it.  So fit() pauses
the collector from the first operation of a step until its graph is gone, and wakes it before any callback
runs; draw() pauses it while a graph is surveyed.

>>> import gc
>>> with paused_collector():
...     gc.isenabled()
False
>>> gc.isenabled()
True
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """In this block the collector does not run; at its end, however that comes, it is as it was before.

    A collector that the caller has switched off stays off, and blocks may stand inside each other.
    """
    was_on = gc.isenabled()
    try:
        gc.disable()
        yield
    finally:
        if was_on:
            gc.enable()
