"""Solutions that no author foresaw: right ones in another style pass, wrong ones are answered."""

import pytest
from cases import every
from classroom import mutated, rewritings, rewritten

from micrograd_like.learn.checking import check_text
from micrograd_like.learn.lessons import find

RIGHT = rewritings("""
0.2
- return steps[found.index(min(found))]
+ return min(zip(found, steps))[1]
0.3
- return [df_da, df_db, df_dc]
+ return df_da, df_db, df_dc
1.4
- sum(parent is x for parent in v.parents)
+ v.parents.count(x)
2.1
- return (upstream, 0.0) if x > y else (0.0, upstream)
+ return upstream * (x > y), upstream * (y > x)
2.3
- return 1 / x
+ return exp(-z)
2.5
- e = expm1(-2 * abs(x))
+ e = expm1(-abs(x)) * (1 + exp(-abs(x)))
3.1
- return prod(rates)
+ r = 1
+     for x in rates: r *= x
+     return r
4.4
- [list(row) for row in zip(*columns)]
+ [tuple(c[j] for c in columns) for j in range(len(columns[0]))]
5.1
- (1 - o**2) * o_grad
+ 1 - tanh(n) * tanh(n)
- predicted_x1_grad = -1.5
+ predicted_x1_grad = -3 / 2
5.2
- for operand, local in zip(v.parents, v.partials)
+ for k in range(len(v.parents))
- operand.grad += local * v.grad
+ v.parents[k].grad = v.grad * v.partials[k] + v.parents[k].grad
5.5
- return Value(self.data - other.data, (self, other), (1.0, -1.0))
+ return self + other * -1
5.5
- (self, other), (other.data, self.data))
+ (other, self), (self.data, other.data))
- self.grad = 1.0
+ self.grad += 1
5.6
-     for example in examples:
-         backward(loss_of(example))
-     return [p.grad / len(examples) for p in parameters]
+     backward(sum(map(loss_of, examples)) / len(examples))
+     return [p.grad for p in parameters]
5.7
- return inputs * edges, outputs * edges
+ return [edges * inputs, edges * outputs]
5.8
- jacfwd(f)(xs) if choice == "jacfwd" else jacrev(f)(xs)
+ {"jacfwd": jacfwd, "jacrev": jacrev}[choice](f)(xs)
6.1
- ("*", diff(left), right), ("*", left, diff(right))
+ ("*", right, diff(left)), ("*", diff(right), left)
6.1
- return (operation, diff(left), diff(right))
+ return diff(left) if diff(right) == 0 else (operation, diff(left), diff(right))
6.2
- sum((x - mx) * (y - my) for x, y in zip(xs, ys))
+ (mean([x * y for x, y in zip(xs, ys)]) - mx * my)
- sum((x - mx) ** 2 for x in xs)
+ (mean([x * x for x in xs]) - mx * mx)
6.3
- return f((p + q) / 2) > (f(p) + f(q)) / 2
+ return bool(2 * f(p + (q - p) / 2) > f(p) + f(q))
- -at_0 / (at_1 - at_0)
+ at_0 / (at_0 - at_1)
6.4
- moved = [x + h if i == k else x for i, x in enumerate(xs)]
+ moved = list(xs)
+         moved[k] += h
- 1_000_001 * 0.001
+ 1000.001
- 0.001 + 2 * 0.001
+ 0.003
7.1
- z = self.b
+ z = sum((w * xi for w, xi in zip(self.w, x)), self.b)
- for w_i, x_i in zip(self.w, x)
+ for w_i, x_i in []
7.4
- W = [[1, 1], [1, 1]]
+ W = [[1, -1], [-1, 1]]
- b = [0, -1]
+ b = [0, 0]
- v = [1, -2]
+ v = [1, 1]
8.1
- -(p if y == 1 else 1 - p).log()
+ -(y * p.log() + (1 - y) * (1 - p).log())
9.2
- return max(costs)
+ return costs[0] * costs[1] * costs[2]
12.2
- "log(x / (1 - x))"
+ "log(x) - log(1 - x)"
- "1 / (x * (1 - x))"
+ "1 / x + 1 / (1 - x)"
- "0 < x < 1"
+ "x > 0 and x < 1"
""")
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
STACK = """
def topological_order(root):
    done, stack = {}, [root]
    while stack:
        new = [p for p in stack[-1].parents if p not in done]
        if new:
            stack.append(new[0])
        else:
            done[stack.pop()] = True
    return list(done)
"""
WHOLE = [
    ("5.3", "turns_before_y = 4\ndef turns(root):" + KAHN.format("order")),
    pytest.param("5.4", "def topological_order(root):" + KAHN.format("order[::-1]"), marks=pytest.mark.slow),
    pytest.param("5.4", STACK, marks=pytest.mark.slow),
]


@every(("number", "edits"), RIGHT, ids=[number for number, _ in RIGHT])
def test_a_right_solution_in_another_style_passes(number, edits):
    result = check_text(find(number), rewritten(find(number), edits))
    assert result.passed, str(result)


@pytest.mark.parametrize(("number", "text"), WHOLE)
def test_a_right_solution_by_another_method_passes(number, text):
    result = check_text(find(number), text, seconds=60)
    assert result.passed, str(result)


# ---- slips

TOLD = {
    "0.1": "None came where a result should be: does `slope` hand it over with `return`?",
    "5.3": "does `turns` hand it over with `return`?",
    "5.5": ".reverse() give nothing back either",
    "7.1": "a bare number has come out where a Value is needed",
    "7.1 again": "does `Neuron` hand it over with `return`?",
    "5.8": "the function jacfwd 'jacfwd'",
}
SLIPS = rewritings("""
0.1
- return (f
+ print((f
- / h
+ / h)
5.3
- return found[::-1]
+ return found.reverse()
5.5
- reversed(topological_order(self))
+ topological_order(self).reverse()
7.1
- return z.tanh()
+ from math import tanh
+         return tanh(z.data)
7.1 again
- return self.w + [self.b]
+ return self.w.append(self.b)
5.8
- "jacfwd" if inputs <= outputs else "jacrev"
+ jacfwd if inputs <= outputs else jacrev
""")


@every(("name", "edits"), SLIPS, ids=[name for name, _ in SLIPS])
def test_a_slip_that_no_mistake_covers_is_answered_kindly(name, edits):
    exercise = find(name.partition(" ")[0])
    result = check_text(exercise, rewritten(exercise, edits))
    assert TOLD[name] in " ".join(str(result).split())
    assert not result.passed


@pytest.mark.slow
def test_a_raised_limit_of_recursion_does_no_harm():
    first = "order, seen = [], set()"
    more = {first: f"import sys\n    sys.setrecursionlimit(10**6)\n    {first}"}
    assert check_text(find("5.4"), rewritten(find("5.4"), more), seconds=60).passed


@pytest.mark.slow
def test_a_raised_limit_of_recursion_does_not_pass_for_a_sort_without_recursion():
    raised = "import sys\n\nsys.setrecursionlimit(10**6)\n\n\n"
    result = check_text(find("5.4"), raised + mutated(find("5.4"), "recursion"), seconds=60)
    assert [m.name for m in result.diagnoses] == ["recursion"]
