from __future__ import annotations

from micrograd_like import Value, count_paths
from micrograd_like.learn import counted_nodes, zoo
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """Counts by the package and in closed form; counting nodes tell how often each was asked."""
    for floors, mine in ((2, you.paths_through_2), (20, you.paths_through_20)):
        mine.should_be(count_paths(*zoo.tower(floors)), secret=True)
    e, a, b = zoo.olah()
    s, x = zoo.square()
    o, y = zoo.fork()
    bare = Value(5.0)
    unnamed = (bare + bare) * bare, bare
    for out, leaf in ((e, a), (e, b), (s, x), (o, y), (e, x), zoo.tower(1), zoo.tower(4), unnamed):
        you.count_paths(out, leaf).should_be(
            count_paths(out, leaf), picture=lambda out=out, leaf=leaf: zoo.ways(out, leaf)
        )
    top, leaf = zoo.tower(7)
    top, nodes = counted_nodes.counting(top)
    mine = you.count_paths(top, nodes[leaf])
    mine.should_be(3**7)
    mine.then(
        "most reads of one node's parents in {}", lambda _: max(n.reads for n in nodes.values())
    ).should("be at most 5", lambda reads: reads <= 5)
