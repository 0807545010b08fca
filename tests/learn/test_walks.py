"""Wrong walks over a graph: none passes as a topological order or in an engine."""

import pytest

from micrograd_like import topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find

PRE = """
    out, seen, stack = [], set(), [root]
    while stack:
        v = stack.pop()
        if v not in seen:
            seen.add(v)
            out.append(v)
            stack.extend(v.parents)
    return out
"""
LEVELS = """
    out, queue = [], [root]
    for v in queue:
        out.append(v)
        queue.extend(p for p in dict.fromkeys(v.parents) if p not in queue)
    return out
"""
POST = """
    out, seen = [], set()

    def go(v):
        if v not in seen:
            seen.add(v)
            for p in v.parents:
                go(p)
            out.append(v)

    go(root)
    return out
"""
FIRST = POST.replace(
    "for p in v.parents:\n                go(p)\n            out.append(v)",
    "for p in v.parents[:1]:\n                go(p)\n            out.append(v)\n"
    "            for p in v.parents:\n                go(p)",
)
EVERY = """
    out = []

    def go(v):
        for p in v.parents:
            go(p)
        if v not in out:
            out.append(v)

    go(root)
    return out[::-1]
"""
TURNED = {
    name: text.replace("v.parents", "v.parents[::-1]") for name, text in (("PRE", PRE), ("LEVELS", LEVELS))
}
WALKS = {
    "stack": PRE,
    "stack, other hand": TURNED["PRE"],
    "levels": LEVELS,
    "levels, other hand": TURNED["LEVELS"],
    "mark on push": LEVELS.replace("for v in queue:\n", "while queue:\n        v = queue.pop()\n").replace(
        "not in queue", "not in queue + out"
    ),
    "leaves first": POST,
    "a parent early": FIRST,
    "every path": EVERY,
}


@pytest.mark.slow
@pytest.mark.parametrize("walk", WALKS)
def test_no_wrong_walk_passes_as_an_order_or_as_an_engine(walk):
    mine = f"def mine(root):{WALKS[walk]}\n\n"
    assert check_text(find("5.3"), f"{mine}turns_before_y = 4\nturns = mine\n").state == "wrong"
    assert (
        check_text(find("5.4"), f"{mine}def topological_order(root):\n    return mine(root)[::-1]\n").state
        == "wrong"
    )
    engine = find("5.5").solution + f"\n\n{mine}def topological_order(root):\n    return mine(root)[::-1]\n"
    assert check_text(find("5.5"), engine).state == "wrong"


def test_the_graphs_of_the_zoo_are_those_that_tell_walks_apart():
    for first, second in ((0, 0), (0, 1), (1, 0), (1, 1)):
        o, x = zoo.fork(first, second)
        assert zoo.grads(o, [x]) == [46.5]
    top, x = zoo.diamonds(20)
    visits = {}
    for v in topological_order(top):
        visits[v] = 1 + sum(visits[p] for p in v.parents)
    assert (len(visits), visits[top]) == (101, 6_291_451)
    assert zoo.grads(top, [x]) == [1.875**20], "a number near 0 would be taken for 0"
