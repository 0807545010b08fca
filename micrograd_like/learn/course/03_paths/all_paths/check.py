from __future__ import annotations

from micrograd_like import Value, paths
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Paths against the package's own enumeration, slopes against the engine's backward()."""
    e, a, b = zoo.olah()
    f, _, g = zoo.product_and_sum()
    s, x = zoo.square()
    o, y = zoo.fork()
    bare = Value(5.0)
    unnamed = (bare + bare) * (bare + Value(7.0))
    for out, leaf in ((e, b), (e, a), (f, g), (s, x), (o, y), (e, x), (x, x), (unnamed, bare)):
        right = sorted(list(path.partials) for path in paths(out, leaf))
        draw = lambda out=out, leaf=leaf: zoo.ways(out, leaf)
        mine = you.paths(out, leaf)
        mine.then("sorted({})", lambda found: sorted(map(list, found))).should_be(right, picture=draw)
        (slope,) = zoo.grads(out, [leaf]) if out is not x else [1.0]
        you.slope(out, leaf).should_be(slope if right else 0.0, picture=draw)
