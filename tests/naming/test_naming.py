import random
from collections import namedtuple

from micrograd_like import Value, dot, nn
from micrograd_like.engine import topological_order
from micrograd_like.naming import called, grouped, places


def survey(root, variables):
    order = topological_order(root)
    found = places(variables, set(order))
    groups = grouped(order, found)
    return called(order, found, groups), groups


def test_a_label_comes_before_a_variable_and_a_variable_before_a_place():
    random.seed(0)
    model = nn.Neuron(2)
    first = model.w[0]
    labelled = Value(1.0, label="mine")
    names, _ = survey(model([labelled, 2.0]), {"model": model, "first": first, "other": labelled})
    assert {names[first], names[model.w[1]], names[labelled]} == {"first", "w1", "mine"}


def test_what_a_loop_has_left_behind_names_no_parameter():
    random.seed(0)
    model, matrix, table = (
        nn.MLP(2, [2, 1]),
        [[Value(1.0), Value(2.0)]] * 1,
        {"a": Value(1.0), "b": Value(2.0)},
    )
    paths = {f"L{k}.n{n}.{p}" for k, n in ((0, 0), (0, 1), (1, 0)) for p in ("w0", "w1", "b")}
    *_, layer = model.layers
    *_, neuron = layer.neurons
    *_, w = neuron.w
    *_, p = model.parameters()
    *_, (_, q) = model.named_parameters()
    left = {"model": model, "layer": layer, "neuron": neuron, "w": w, "p": p, "q": q}
    names, _ = survey(model([1.0, 2.0]), left)
    assert {names[p] for p in model.parameters()} == paths
    names, _ = survey(dot(*matrix, *matrix), {"matrix": matrix, "row": matrix[-1], "x": matrix[-1][-1]})
    assert {names[v] for v in matrix[0]} == {"matrix[0][0]", "matrix[0][1]"}
    names, _ = survey(table["a"] * table["b"], {"table": table, "v": table["b"]})
    assert {names[v] for v in table.values()} == {"table.a", "table.b"}


def test_values_that_are_put_into_a_list_later_keep_their_names():
    a, b = Value(1.0), Value(2.0)
    c = a * b
    for variables in ({"a": a, "b": b, "pair": [a, b]}, {"a": a, "b": b, "c": c, "seen": [a, c]}):
        names, _ = survey(c, variables)
        assert (names[a], names[b]) == ("a", "b")
    assert names[c] == "c"


def test_names_are_never_numbers_of_slots_and_two_nodes_of_one_operation_differ():
    x = Value(0.5, label="x")
    y = x
    for _ in range(20):
        y = (y * x).tanh()
    names, _ = survey(y, {})
    assert len(set(names.values())) == len(names)
    assert not any(name.startswith("v") for name in names.values())


def test_two_models_are_told_apart_by_their_variables():
    random.seed(0)
    a, b = nn.MLP(1, [1]), nn.MLP(1, [1])
    names, _ = survey(a([b([1.0])]), {"a": a, "b": b})
    assert {"a.L0.n0.w0", "b.L0.n0.w0"} <= set(names.values())


def test_a_neuron_holds_its_parameters_its_sum_and_its_activation():
    random.seed(0)
    model = nn.MLP(2, [3, 1], activation="tanh")
    loss = (model([1.0, 2.0]) - 1.0) ** 2
    names, groups = survey(loss, {"model": model})
    inside = sorted(names[v] for v, g in groups.items() if g == ("L0", "L0.n1"))
    assert inside == ["L0.n1.a", "L0.n1.b", "L0.n1.w0", "L0.n1.w1", "L0.n1.z"]
    assert groups[loss] == ("loss",)
    assert {g[0] for g in groups.values()} == {"L0", "L1", "loss", "inputs"}


def test_sums_and_activations_are_numbered_in_the_order_of_the_examples():
    random.seed(0)
    model = nn.MLP(1, [1])
    first, second = (model([x]) for x in (1.0, 2.0))
    names, _ = survey(first * second, {"model": model})
    assert (names[first], names[second]) == ("L0.n0.z", "L0.n0.z[2]")


def test_what_meets_a_weight_is_an_input_and_a_number_in_the_code_a_constant():
    w = [[Value(float(i + j)) for j in range(3)] for i in range(2)]
    x, half = [1.0, 2.0, 3.0], Value(0.5)
    x = [Value(v) for v in x]
    y = [sum(a * b for a, b in zip(row, x, strict=True)) for row in w]
    _, groups = survey((y[0] + half).tanh() * half + y[1], {"w": w})
    assert groups[x[0]] == ("inputs",)
    zero = next(v for v in topological_order(y[0]) if not v.parents and v.data == 0 and v not in w[0])
    assert groups[zero] == ("w", "w[0]")  # the 0 that sum() begins with


def test_a_penalty_on_the_parameters_belongs_to_no_neuron():
    random.seed(0)
    model = nn.MLP(2, [3, 1])
    penalty = sum(p * p for p in model.parameters())
    loss = model([1.0, 2.0]) + penalty
    _, groups = survey(loss, {"model": model})
    assert groups[penalty] == ("penalty",)
    squares = dot(model.parameters(), model.parameters())  # as l2() writes it
    _, groups = survey(model([1.0, 2.0]) + squares, {"model": model})
    assert groups[squares] == ("penalty",)


def test_a_matrix_in_lists_of_lists_is_a_group_of_rows():
    w = [[Value(float(i + j)) for j in range(3)] for i in range(2)]
    x = [Value(1.0), Value(2.0), Value(3.0)]
    y = [sum(a * b for a, b in zip(row, x, strict=True)) for row in w]
    _, groups = survey(y[0] * y[1], {"state": {"w": w}})
    assert groups[y[0]] == ("state.w", "state.w[0]")


def test_large_graphs_without_models_fall_into_parts_that_can_be_read():
    y = Value(1.0)
    for _ in range(2000):
        y = y * 1.001
    _, groups = survey(y, {})
    sizes = {}
    for node, g in groups.items():
        sizes[g] = sizes.get(g, 0) + bool(node.parents)
    assert max(sizes.values()) <= 60
    assert len({g[0] for g in groups.values()}) <= 13


def test_attributes_of_objects_and_fields_of_named_tuples_are_names():
    class Own:
        def __init__(self):
            self.w, self.parts = Value(1.0), [Value(2.0)]

    pair = namedtuple("pair", "left right")(Value(3.0), Value(4.0))
    own = Own()
    names, _ = survey(own.w * own.parts[0] + pair.left, {"self": own, "pair": pair})
    assert {names[own.w], names[own.parts[0]], names[pair.left]} == {"self.w", "self.parts[0]", "pair.left"}


def test_private_and_notebook_variables_are_not_names():
    a = Value(1.0)
    names, _ = survey(a * 2, {"_": a, "_12": a, "Out": {1: a}})
    assert names[a] == "1"


def test_what_each_row_adds_to_the_loss_is_the_loss_of_that_row():
    random.seed(0)
    model = nn.MLP(2, [2, 1], activation="tanh")
    rows = [([1.0, 2.0], 1.0), ([3.0, -1.0], -1.0), ([0.5, 0.5], 1.0)]
    losses = [(1 + -y * model(x)).relu() for x, y in rows]
    total = losses[0] + losses[1] + losses[2]
    names, _ = survey(total * 0.5, {"model": model})
    assert [names[loss] for loss in losses] == [f"loss of row {k}" for k in (1, 2, 3)]
    assert (names[total], names[total.parents[0]]) == ("sum of rows 1 to 3", "sum of rows 1 to 2")
    by_sum = sum((model(x) - y) ** 2 for x, y in rows)
    names, _ = survey(by_sum, {"model": model})
    assert [name for name in names.values() if name.startswith(("loss of", "sum of"))] == [
        "loss of row 3", "loss of row 2", "loss of row 1", "sum of rows 1 to 2", "sum of rows 1 to 3"
    ]  # fmt: skip


def test_a_single_row_and_a_penalty_have_no_rows_to_name():
    random.seed(0)
    model = nn.MLP(2, [2, 1])
    alone = (model([1.0, 2.0]) - 1.0) ** 2 + 0.1 * sum(p * p for p in model.parameters())
    names, _ = survey(alone, {"model": model})
    assert not any("row" in name for name in names.values())


def test_a_step_too_long_to_be_spelled_names_its_row():
    random.seed(0)
    model = nn.MLP(2, [2, 1], activation="tanh")
    long = Value(0.5, label="a_rather_long_name")
    losses = [((model(x) * long * long).exp() * long).exp() for x in ([1.0, 2.0], [3.0, -1.0])]
    names, _ = survey(losses[0] + losses[1], {"model": model})
    assert {"product of row 1", "product of row 2"} <= set(names.values())


def test_a_recurrent_network_is_grouped_by_its_steps():
    random.seed(2)
    weights = {"Wx": [[Value(random.random()) for _ in range(2)] for _ in range(2)]}
    weights["Wh"] = [[Value(random.random()) for _ in range(2)] for _ in range(2)]
    h, xs = [Value(0.0), Value(0.0)], []
    for _ in range(4):
        x = [Value(random.random()), Value(random.random())]
        h = [(dot(weights["Wx"][i], x) + dot(weights["Wh"][i], h)).tanh() for i in range(2)]
        xs.append((x, h))
    loss = h[0] * h[0] + h[1] * h[1]
    _, groups = survey(loss, weights)
    for k, (x, h) in enumerate(xs, 1):
        assert {groups[v] for v in x} == {(f"step {k}",)}
        if k < 4:  # the last belongs to the loss
            assert {groups[v][0] for v in h} == {f"step {k}"}
            assert {groups[v.parents[0].parents[1]] for v in h} == {
                (f"step {k}", "Wh", f"Wh[{i}]") for i in (0, 1)
            }
    assert {groups[w][0] for row in weights["Wh"] for w in row} == {"Wh"}
    assert groups[loss] == ("loss",)


def test_a_part_is_called_by_what_it_follows():
    random.seed(3)
    W, U = ([[Value(random.random()) for _ in range(3)] for _ in range(3)] for _ in range(2))
    bias = [Value(0.1), Value(0.2), Value(0.3)]
    x = [Value(1.0), Value(2.0), Value(3.0)]
    hidden = [(dot(w, x) + b).exp() for w, b in zip(W, bias, strict=True)]
    out = [dot(u, hidden) for u in U]
    loss = (out[0] + out[1] * out[2]).tanh()
    _, groups = survey(loss, {"W": W, "U": U, "bias": bias})
    assert {groups[v] for v in hidden} == {("after W",)}
    assert {groups[b] for b in bias} <= {("bias",), ("after W",)}
    assert groups[loss] == ("loss",)
