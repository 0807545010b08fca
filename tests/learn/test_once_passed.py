"""Wrong answers that passed once, each through a check that asked too little; none passes now."""

import pytest
from classroom import hand_in

from micrograd_like.learn.lessons import find
from micrograd_like.learn.running import rows_of
from micrograd_like.learn.teachers.grading import mark

TOTAL, SUM = "return total.data => return total", "(abs(a - b) / max(abs(a), abs(b)) if a != b else 0.0 for"
ONCE = {
    "a number where a Value is asked for": [
        ("neuron", "return self.w + [self.b] => return [p.data for p in self.w] + [self.b.data]"),
        ("layer", "[neuron(x) for neuron in self.neurons] => [neuron(x).data for neuron in self.neurons]"),
        ("layer", "[p for neuron in self.neurons for => [p.data for neuron in self.neurons for"),
        ("mlp", "x = layer(x) => x = [v.data for v in layer(x)]"),
        ("losses", "return sum(losses) / len(losses) => return sum(v.data for v in losses) / len(losses)"),
    ],
    "a Value or a tensor where a number is asked for": [
        ("sgd", "losses.append(loss.data) => losses.append(loss)"),
        ("moons", TOTAL),
        ("own_moons", "losses.append(total.data) => losses.append(total)"),
        ("yin_yang", TOTAL),
        ("second", "leaf), leaf).data => leaf), leaf)"),
        ("own_race", "return out.data, [ => return out, ["),
        ("side_by_side", "return loss.item(), W.grad.tolist(), b.grad.tolist() => return loss, W.grad, b.grad"),
        ("side_by_side", "*(slope.tolist() for slope in slopes) => *slopes"),
    ],
    "32 bits, or lists, where the package asks for more": [
        ("side_by_side", "torch.tensor(p, dtype=torch.float64, => torch.tensor(p,"),
        ("side_by_side", "torch.tensor(p, dtype=torch.float64, => torch.tensor(p, dtype=torch.float32,"),
        ("side_by_side", "x = torch.tensor(x, dtype=torch.float64) => x = torch.tensor(x)"),
        ("side_by_side", "(*map(jax.numpy.array, (W, b, v))) => (W, b, v)"),
    ],
    "another measurement than the shortest, or in milliseconds": [
        ("own_race", "return min(found) => return found[-1]"),
        ("own_race", "return min(found) => return found[0]"),
        ("own_race", "return min(found) => return sorted(found)[1]"),
        ("own_race", "return min(found) => return 1000 * min(found)"),
        ("own_race", f"return max{SUM} => return sum{SUM}"),
    ],
    "a cost that is broken in another way, or not at all": [
        ("outputs", "return error + 0.01 * sum(p * p for => return sum(p * p for"),
        ("outputs", "return error + 0.01 * sum(p * p for => return error + 0.0 * sum(p * p for"),
    ],
    "right by chance at what was asked": [
        ("mlp", "return x\n => return x[0] if len(x) == 1 else x\n"),
        ("xor", "return ones - zeros => return ones > zeros"),
        ("a_quarter", "return (s - 0.5) ** 2 => return 0.25 - slope(s)"),
        ("exploding", "abs(factor - 1) < 1e-9 => factor == 1"),
        ("exploding", "factor = growth(W) => factor = growth(W, 1)"),
        ("first_weights", "rng.gauss(0.0, good_size(n)) => random.gauss(0.0, good_size(n))"),
        ("first_weights", "rng.gauss(0.0, good_size(n)) => abs(rng.gauss(0.0, good_size(n)))"),
        ("dropout", "kept = mask(n, self.p, self.rng) => kept = mask(n, 0.5, random.Random(0))"),
        ("max_pooling", "[i for i in places if xs[i] == largest] => [i for i in range(len(xs)) if xs[i] == largest]"),
        ("own_op", '"0 < x < 1" => "0 < x < 1 and x != 0.5"'),
    ],
}  # fmt: skip


@pytest.mark.slow
def test_answers_that_once_passed_do_not_pass():
    passed = []
    for kind, edits in ONCE.items():
        for slug, edit in edits:
            old, new = edit.split(" => ")
            exercise = find(slug)
            assert old in exercise.solution, edit
            rows = rows_of(exercise, exercise.solution.replace(old, new))
            if all(row.ok for row in rows):
                passed.append(f"{kind}: {slug}: {edit}")
    assert passed == []


FORGED = """
def breaks_it(outputs, targets, parameters):
    import builtins, micrograd_like.matrix.assumptions as assumptions
    builtins.any = lambda *a: True
    assumptions.function_of_outputs = lambda *a: False
    return sum((a - y) ** 2 for a, y in zip(outputs, targets))
"""


@pytest.mark.slow
def test_whether_a_cost_looks_past_the_outputs_is_judged_where_no_learner_code_runs(tmp_path):
    outputs = find("outputs")
    body = outputs.solution.partition("def breaks_it")[0]
    hand_in(tmp_path, "eve", body + FORGED, outputs)
    made = mark("eve", tmp_path / "eve", outputs)
    assert made.state == "wrong", made.feedback
    assert "No way leads from a parameter to this cost except through an output." in made.feedback
    hand_in(tmp_path, "dan", outputs.solution, outputs)
    assert mark("dan", tmp_path / "dan", outputs).state == "right"
