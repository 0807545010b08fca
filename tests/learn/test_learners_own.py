"""Solutions that learners write and no author foresaw: right ones in another style pass, wrong ones never do, and are answered."""

import pytest

from micrograd_like import topological_order
from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find, zoo

KAHN = """
    users, stack, seen = {{}}, [root], {{root}}
    while stack:
        for p in stack.pop().parents:
            users[p] = users.get(p, 0) + 1
            if p not in seen:
                seen.add(p)
                stack.append(p)
    ready, order = [root], []
    while ready:
        order.append(ready.pop())
        for p in order[-1].parents:
            users[p] -= 1
            ready += [p] if not users[p] else []
    return {}
"""
RIGHT = [
    ("0.2", {"return steps[found.index(min(found))]": "return min(zip(found, steps))[1]"}),
    ("0.3", {"return [df_da, df_db, df_dc]": "return df_da, df_db, df_dc"}),
    ("1.4", {"sum(parent is x for parent in v.parents)": "v.parents.count(x)"}),
    ("2.1", {"return (force, 0.0) if x > y else (0.0, force)": "return force * (x > y), force * (y > x)"}),
    ("2.3", {"return 1 / x": "return exp(-z)"}),
    ("2.5", {"e = exp(-2 * abs(x))": "e = exp(-abs(x)) ** 2"}),
    ("3.1", {"return prod(rates)": "r = 1\n    for x in rates: r *= x\n    return r"}),
    ("4.4", {"[list(row) for row in zip(*columns)]": "[tuple(c[j] for c in columns) for j in range(len(columns[0]))]"}),
    ("5.1", {"(1 - o**2) * o_grad": "1 - tanh(n) * tanh(n)", "predicted_x1_grad = -1.5": "predicted_x1_grad = -3 / 2"}),
    ("5.2", {"for operand, local in zip(v.parents, v.partials)": "for k in range(len(v.parents))",
             "operand.grad += local * v.grad": "v.parents[k].grad = v.grad * v.partials[k] + v.parents[k].grad"}),
    ("5.3", "turns_before_y = 4\ndef turns(root):" + KAHN.format("order")),
    ("5.4", "def topological_order(root):" + KAHN.format("order[::-1]")),
    ("5.4", "def topological_order(root):\n    done, stack = {}, [root]\n    while stack:\n        new = [p for p in stack[-1].parents if p not in done]\n"
            "        if new:\n            stack.append(new[0])\n        else:\n            done[stack.pop()] = True\n    return list(done)\n"),
    ("5.5", {"return Value(self.data - other.data, (self, other), (1.0, -1.0))": "return self + other * -1"}),
    ("5.5", {"(self, other), (other.data, self.data))": "(other, self), (self.data, other.data))", "self.grad = 1.0": "self.grad += 1"}),
    ("5.6", {"    for example in examples:\n        backward(loss_of(example))\n    return [p.grad / len(examples) for p in parameters]":
             "    backward(sum(map(loss_of, examples)) / len(examples))\n    return [p.grad for p in parameters]"}),
    ("5.7", {"return inputs * edges, outputs * edges": "return [edges * inputs, edges * outputs]"}),
    ("5.8", {'return jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)': 'return {"jacfwd": jacfwd, "jacrev": jacrev}[choice](f)(xs)'}),
    ("6.1", {'("+", ("*", diff(left), right), ("*", left, diff(right)))': '("+", ("*", right, diff(left)), ("*", diff(right), left))'}),
    ("6.1", {"return (operation, diff(left), diff(right))": "return diff(left) if diff(right) == 0 else (operation, diff(left), diff(right))"}),
    ("6.2", {"sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sum((x - mx) ** 2 for x in xs)":
             "(mean([x * y for x, y in zip(xs, ys)]) - mx * my) / (mean([x * x for x in xs]) - mx * mx)"}),
    ("6.3", {"return f((p + q) / 2) > (f(p) + f(q)) / 2": "return bool(2 * f(p + (q - p) / 2) > f(p) + f(q))", "-at_0 / (at_1 - at_0)": "at_0 / (at_0 - at_1)"}),
    ("6.4", {"nudged = [x + h if i == k else x for i, x in enumerate(xs)]": "nudged = list(xs)\n        nudged[k] += h",
             "1_000_001 * 0.001": "1000.001", "0.001 + 2 * 0.001": "0.003"}),
    ("7.1", {"z = self.b\n": "z = sum((w * xi for w, xi in zip(self.w, x)), self.b)\n", "for w_i, x_i in zip(self.w, x)": "for w_i, x_i in []"}),
    ("7.4", {"W = [[1, 1], [1, 1]]": "W = [[1, -1], [-1, 1]]", "b = [0, -1]": "b = [0, 0]", "v = [1, -2]": "v = [1, 1]"}),
    ("8.1", {"-(p if y == 1 else 1 - p).log()": "-(y * p.log() + (1 - y) * (1 - p).log())"}),
    ("9.2", {"return max(costs)": "return costs[0] * costs[1] * costs[2]"}),
    ("12.2", {'"log(x / (1 - x))"': '"log(x) - log(1 - x)"', '"1 / (x * (1 - x))"': '"1 / x + 1 / (1 - x)"', '"0 < x < 1"': '"x > 0 and x < 1"'}),
]  # fmt: skip


def rewritten(number, edits):
    if isinstance(edits, str):
        return edits
    text = find(number).solution
    for old, new in edits.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(("number", "edits"), RIGHT, ids=[number for number, _ in RIGHT])
def test_a_right_solution_in_another_style_passes(number, edits):
    result = check_text(find(number), rewritten(number, edits))
    assert result.passed, str(result)


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
FIRST = POST.replace("for p in v.parents:\n                go(p)\n            out.append(v)",
                     "for p in v.parents[:1]:\n                go(p)\n            out.append(v)\n            for p in v.parents:\n                go(p)")  # fmt: skip
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
WALKS = {"stack": PRE, "stack, other hand": TURNED["PRE"], "levels": LEVELS, "levels, other hand": TURNED["LEVELS"], "mark on push": LEVELS.replace(
    "for v in queue:\n", "while queue:\n        v = queue.pop()\n").replace("not in queue", "not in queue + out"),
    "leaves first": POST, "a parent early": FIRST, "every path": EVERY}  # fmt: skip


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


ANSWERED = [
    ("0.1", {"return (f": "print((f", "/ h": "/ h)"}, "None came where a result should be: does `slope` hand it over with `return`?"),
    ("5.3", {"return found[::-1]": "return found.reverse()"}, "does `turns` hand it over with `return`?"),
    ("5.5", {"reversed(topological_order(self))": "topological_order(self).reverse()"}, ".reverse() give nothing back either"),
    ("7.1", {"return z.tanh()": "from math import tanh\n        return tanh(z.data)"}, "a bare number has come out where a Value is needed"),
    ("7.1", {"return self.w + [self.b]": "return self.w.append(self.b)"}, "does `Neuron` hand it over with `return`?"),
    ("5.8", {'"jacfwd" if inputs <= outputs else "jacrev"': "jacfwd if inputs <= outputs else jacrev"}, "the function jacfwd 'jacfwd'"),
    ("5.4", {"order, seen = [], set()\n": "import sys\n    sys.setrecursionlimit(10**6)\n    order, seen = [], set()\n"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("number", "edits", "told"), ANSWERED, ids=[number for number, *_ in ANSWERED])
def test_a_slip_that_no_mutant_covers_is_answered_kindly(number, edits, told):
    result = check_text(find(number), rewritten(number, edits))
    assert told in " ".join(str(result).split())
    assert result.passed == (not told)


@pytest.mark.slow
def test_a_raised_limit_of_recursion_does_not_pass_for_a_sort_without_recursion():
    recursive = next(m for m in find("5.4").mutants if m.name == "recursion").code(find("5.4").solution)
    result = check_text(find("5.4"), "import sys\n\nsys.setrecursionlimit(10**6)\n\n\n" + recursive)
    assert [m.name for m in result.diagnoses] == ["recursion"]
