"""Programs written for micrograd run unchanged after compat.install(); what differs is told."""

import importlib
import importlib.util
import os
import pickle
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import micrograd_like
from micrograd_like import compat, operations
from micrograd_like.pictures import rendering


@pytest.fixture(autouse=True)
def _clean():
    yield
    compat.uninstall()
    for name in compat.NAMES:
        sys.modules.pop(name, None)


def run(program):
    """The names of a program that was written for micrograd."""
    compat.install()
    space = {"__name__": "__main__"}
    exec(program, space)
    return space


# ---- programs ----


def test_micrograds_readme_runs_unchanged():
    space = run("""
from micrograd.engine import Value
a = Value(-4.0)
b = Value(2.0)
c = a + b
d = a * b + b**3
c += c + 1
c += 1 + c + (-a)
d += d * 2 + (b + a).relu()
d += 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g += 10.0 / f
g.backward()
""")
    assert f"{space['g'].data:.4f} {space['a'].grad:.4f} {space['b'].grad:.4f}" == "24.7041 138.8338 645.5773"


def test_micrograds_demo_runs_unchanged_to_its_first_loss():
    """As in micrograd's demo.ipynb, with its points read from the data set; the losses are its."""
    space = run("""
import random
import numpy as np
from micrograd.engine import Value
from micrograd.nn import Neuron, Layer, MLP

random.seed(1337)
from micrograd_like.data import micrograd_moons
moons = micrograd_moons()
X, y = np.array(moons.X), np.array(moons.y) * 2 - 1

model = MLP(2, [16, 16, 1])

def loss(batch_size=None):
    inputs = [list(map(Value, xrow)) for xrow in X]
    scores = list(map(model, inputs))
    losses = [(1 + -yi * scorei).relu() for yi, scorei in zip(y, scores)]
    data_loss = sum(losses) * (1.0 / len(losses))
    alpha = 1e-4
    reg_loss = alpha * sum((p * p for p in model.parameters()))
    total_loss = data_loss + reg_loss
    accuracy = [(yi > 0) == (scorei.data > 0) for yi, scorei in zip(y, scores)]
    return total_loss, sum(accuracy) / len(accuracy)

seen = []
for k in range(2):
    total_loss, acc = loss()
    model.zero_grad()
    total_loss.backward()
    learning_rate = 1.0 - 0.9 * k / 100
    for p in model.parameters():
        p.data -= learning_rate * p.grad
    seen.append((total_loss.data, acc))
""")
    assert repr(space["model"]).startswith("MLP of [16 x ReLUNeuron(2), ")
    assert space["seen"][0] == (0.8958441028683222, 0.5)
    assert space["seen"][1][0] == pytest.approx(1.7235905336972022, rel=1e-9)


LECTURE = """
import random
from micrograd.engine import Value

class Neuron:
    def __init__(self, nin):
        self.w = [Value(random.uniform(-1, 1)) for _ in range(nin)]
        self.b = Value(random.uniform(-1, 1))

    def __call__(self, x):
        act = sum((wi * xi for wi, xi in zip(self.w, x)), self.b)
        out = act.tanh()
        return out

    def parameters(self):
        return self.w + [self.b]

class Layer:
    def __init__(self, nin, nout):
        self.neurons = [Neuron(nin) for _ in range(nout)]

    def __call__(self, x):
        outs = [n(x) for n in self.neurons]
        return outs[0] if len(outs) == 1 else outs

    def parameters(self):
        return [p for neuron in self.neurons for p in neuron.parameters()]

class MLP:
    def __init__(self, nin, nouts):
        sz = [nin] + nouts
        self.layers = [Layer(sz[i], sz[i + 1]) for i in range(len(nouts))]

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5], [0.5, 1.0, 1.0], [1.0, 1.0, -1.0]]
ys = [1.0, -1.0, -1.0, 1.0]
"""


def test_the_lectures_own_network_runs_unchanged():
    random.seed(0)
    space = run(
        LECTURE
        + """
n = MLP(3, [4, 4, 1])
seen = []
for k in range(20):
    ypred = [n(x) for x in xs]
    loss = sum((yout - ygt)**2 for ygt, yout in zip(ys, ypred))
    for p in n.parameters():
        p.grad = 0.0
    loss.backward()
    for p in n.parameters():
        p.data += -0.1 * p.grad
    seen.append(loss.data)
"""
    )
    assert len(space["n"].parameters()) == 41
    assert space["seen"][-1] < 0.1 < space["seen"][0]


def test_the_lectures_classes_as_modules_train_with_zero_grad():
    """With Module as base and parameters() of their own; one keeps its Values in a set, without names."""
    random.seed(0)
    program = LECTURE.replace("class Neuron:", "from micrograd.nn import Module\nclass Neuron(Module):")
    for kind in ("Layer", "MLP"):
        program = program.replace(f"class {kind}:", f"class {kind}(Module):")
    program = program.replace("return self.w + [self.b]", "return list(self.all)")
    program = program.replace(
        "        self.b = Value(", "        self.all = {*self.w}\n        self.b = Value("
    )
    program = program.replace("        act = ", "        self.all.add(self.b)\n        act = ")
    space = run(
        program
        + """
n = MLP(3, [4, 1])
grads = []
for k in range(3):
    loss = sum((n(x) - y)**2 for x, y in zip(xs, ys))
    n.zero_grad()
    loss.backward()
    grads.append(sorted(p.grad for p in n.parameters()))
"""
    )
    assert len(space["grads"][0]) == 21
    assert space["grads"][0] == pytest.approx(space["grads"][1], rel=1e-12)
    assert space["grads"][1] == pytest.approx(space["grads"][2], rel=1e-12)


def test_subclasses_of_micrograds_layers_run_unchanged():
    """As blogs do it: another activation, kwargs handed on, and an MLP that puts them together by itself."""
    random.seed(3)
    space = run("""
import random
from micrograd.nn import *

class TanhNeuron(Neuron):
    def __init__(self, nin, nonlin=True):
        super().__init__(nin, nonlin=nonlin)

    def __call__(self, x):
        act = sum((wi*xi for wi,xi in zip(self.w, x)), self.b)
        return act.tanh() if self.nonlin else act

class TanhLayer(Layer):
    def __init__(self, nin, nout, **kwargs):
        self.neurons = [TanhNeuron(nin, **kwargs) for _ in range(nout)]

class TanhMLP(MLP):
    def __init__(self, nin, nouts):
        sz = [nin] + nouts
        self.layers = [TanhLayer(sz[i], sz[i+1], nonlin=i!=len(nouts)-1) for i in range(len(nouts))]

random.seed(1)
model = TanhMLP(2, [3, 1])
out = model([Value(0.5), Value(-0.5)])
out.backward()
random.seed(1)
drawn = [random.uniform(-1, 1) for _ in range(9)]
""")
    model = space["model"]
    assert [w.data for layer in model.layers for n in layer.neurons for w in n.w] == space["drawn"]
    assert all(n.b.data == 0 for layer in model.layers for n in layer.neurons)
    assert all(p.grad for p in model.parameters())
    ours = micrograd_like.MLP(2, [3, 1], activation="tanh")
    ours.load_state_dict(model.state_dict())
    assert space["out"].data == pytest.approx(ours([0.5, -0.5]).data, rel=1e-14)


def test_a_program_may_keep_its_classifier_in_dicts_and_functions():
    random.seed(5)
    space = run("""
from micrograd import Value
from micrograd.nn import Module, MLP

class Classifier(Module):
    def __init__(self):
        self.parts = {"body": MLP(2, [4, 2]), "scale": Value(1.5)}

    def __call__(self, x):
        logits = [z * self.parts["scale"] for z in self.parts["body"](x)]
        exps = [z.exp() for z in logits]
        total = sum(exps)
        return [e / total for e in exps]

    def parameters(self):
        return self.parts["body"].parameters() + [self.parts["scale"]]

model = Classifier()
first = None
for step in range(30):
    loss = -(model([1.0, 0.0])[0].log() + model([0.0, 1.0])[1].log())
    first = first or loss.data
    model.zero_grad()
    loss.backward()
    for p in model.parameters():
        p.data -= 0.3 * p.grad
""")
    assert space["loss"].data < space["first"] / 5
    assert len(space["model"].parameters()) == 4 * 3 + 2 * 5 + 1


def test_a_program_may_keep_what_adam_remembers_on_the_parameters():
    """And make an operation of its own, with numbers as partials, as microgpt.py does."""
    random.seed(4)
    space = run("""
from micrograd.engine import Value
from micrograd.nn import MLP

def cube(x):
    return Value(x.data**3, (x,), (3 * x.data**2,))

model = MLP(1, [4, 1])
params = model.parameters()
for p in params:
    p.m = p.v = 0.0
first = None
for step in range(1, 61):
    loss = sum((model([x / 4]) - cube(Value(x / 4)))**2 for x in range(-4, 5))
    first = first or loss.data
    model.zero_grad()
    loss.backward()
    for p in params:
        p.m = 0.9 * p.m + 0.1 * p.grad
        p.v = 0.99 * p.v + 0.01 * p.grad**2
        p.data -= 0.05 * (p.m / (1 - 0.9**step)) / ((p.v / (1 - 0.99**step))**0.5 + 1e-8)
x = Value(2.0)
cube(x).backward()
""")
    assert space["loss"].data < space["first"] / 3
    assert space["x"].grad == 12.0
    assert all(p.v > 0 for p in space["params"] if p.grad)


# ---- names ----


def test_micrograds_modules_have_micrograds_names_and_no_others():
    def brought_by(module):
        space = {}
        exec(f"from {module} import *", space)
        return {name: thing for name, thing in space.items() if name != "__builtins__"}

    compat.install()
    nn = {name: getattr(micrograd_like.nn, name) for name in ("Module", "Neuron", "Layer", "MLP")}
    assert brought_by("micrograd.engine") == {"Value": compat.Value}
    assert brought_by("micrograd.nn") == {"random": random, "Value": compat.Value, **nn}
    assert brought_by("micrograd").keys() == {"Value", "engine", "nn"}


def test_every_way_to_import_micrograd_works():
    compat.install()
    import micrograd
    import micrograd.nn
    from micrograd import Value, engine, nn
    from micrograd.nn import MLP

    assert micrograd.engine is engine
    assert micrograd.nn is nn is sys.modules["micrograd.nn"]
    assert engine.Value is Value is nn.Value is micrograd.Value is compat.Value
    assert issubclass(Value, micrograd_like.Value)
    assert nn.MLP is MLP is micrograd_like.MLP
    for name in compat.NAMES:
        assert importlib.util.find_spec(name).name == name
        assert "micrograd_like" in sys.modules[name].__doc__
    assert importlib.util.find_spec("micrograd").submodule_search_locations == []
    assert importlib.util.find_spec("micrograd.trace") is None
    with pytest.raises(ModuleNotFoundError, match=r"micrograd\.trace"):
        importlib.import_module("micrograd.trace")
    model = pickle.loads(pickle.dumps(MLP(2, [2, 1])))
    assert type(model) is micrograd_like.MLP


def test_installing_twice_changes_nothing_and_uninstalling_removes_the_names():
    compat.install()
    before = {name: sys.modules[name] for name in compat.NAMES}
    compat.install()
    assert {name: sys.modules[name] for name in compat.NAMES} == before
    compat.uninstall()
    assert not set(compat.NAMES) & set(sys.modules)
    compat.uninstall()


def test_an_imported_micrograd_is_never_replaced():
    real = ModuleType("micrograd")
    real.__file__ = "/elsewhere/micrograd/__init__.py"
    sys.modules["micrograd"] = real
    told = r"imported already, from /elsewhere/micrograd/__init__.py; call compat.install\(\) before"
    with pytest.raises(ImportError, match=told):
        compat.install()
    compat.uninstall()
    assert sys.modules["micrograd"] is real


def test_nothing_is_installed_unless_asked_for():
    code = "import sys, micrograd_like; assert 'micrograd' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_zero_grad_clears_more_than_micrograds_as_the_page_says():
    space = run("""
from micrograd.engine import Value
from micrograd.nn import Module
class Half(Module):
    def __init__(self):
        self.listed, self.other = Value(1.0), Value(2.0)
    def parameters(self):
        return [self.listed]
model = Half()
(model.listed * model.other).backward()
model.zero_grad()
""")
    assert (space["model"].listed.grad, space["model"].other.grad) == (0.0, 0.0)
    assert "clears what ``parameters()`` lists, ours also" in " ".join(compat.__doc__.split())


# ---- the lecture's picture ----

DRAW_DOT = """
import sys
from micrograd_like import compat
{install}
from graphviz import Digraph
from micrograd_like import Value

def trace(root):
    nodes, edges = set(), set()
    def build(v):
        if v not in nodes:
            nodes.add(v)
            for child in v._prev:
                edges.add((child, v))
                build(child)
    build(root)
    return nodes, edges

def draw_dot(root):
    dot = Digraph(format='svg', graph_attr={{'rankdir': 'LR'}})
    nodes, edges = trace(root)
    for n in nodes:
        uid = str(id(n))
        label = "{{ %s | data %.4f | grad %.4f }}" % (n.label, n.data, n.grad)
        dot.node(name=uid, label=label, shape='record')
        if n._op:
            dot.node(name=uid + n._op, label=n._op)
            dot.edge(uid + n._op, uid)
    for n1, n2 in edges:
        dot.edge(str(id(n1)), str(id(n2)) + n2._op)
    return dot

a, b = Value(2.0, label='a'), Value(-3.0, label='b')
e = a * b; e.label = 'e'
dot = draw_dot(e)
print(dot._repr_image_svg_xml().count('data'), open(dot.render('e', view=False)).read().count('</svg>'))
{after}
"""


def drawn(tmp_path, install="compat.install()", after="", path=""):
    """A run of the lecture's draw_dot in a process of its own, with this PATH."""
    return subprocess.run(
        [sys.executable, "-c", DRAW_DOT.format(install=install, after=after)],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PATH": path},
    )  # fmt: skip


@pytest.mark.skipif(rendering.pure() is None, reason="graphviz-pure has no wheel here")
def test_the_lectures_draw_dot_draws_where_no_graphviz_is_installed(tmp_path):
    pytest.importorskip("graphviz")
    after = "compat.uninstall()\nfrom graphviz.backend import dot_command\nprint(dot_command.DOT_BINARY)"
    done = drawn(tmp_path, after=after)
    assert done.stdout == "3 1\ndot\n", done.stderr
    assert sorted(os.listdir(tmp_path)) == ["e", "e.svg"]


def test_without_install_the_graphviz_package_is_as_it_was(tmp_path):
    pytest.importorskip("graphviz")
    assert "ExecutableNotFound" in drawn(tmp_path, install="").stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for Graphviz")
def test_an_installed_graphviz_is_the_one_that_draws(tmp_path):
    pytest.importorskip("graphviz")
    program = Path(tmp_path / "dot")
    program.write_text("#!/bin/sh\necho 'data </svg>'\n[ -f e ] && echo '</svg>' > e.svg\nexit 0\n")
    program.chmod(0o755)
    done = drawn(tmp_path, path=str(tmp_path), after="print('micrograd_like.pictures' in sys.modules)")
    assert done.stdout == "1 1\nFalse\n", done.stderr


# ---- attributes of one's own ----


def test_attributes_of_ones_own_are_kept_on_nodes_parameters_and_copies():
    space = run("""
import copy, pickle
from micrograd.engine import Value
from micrograd.nn import MLP
p = MLP(1, [1]).parameters()[0]
y = (p * p + 1).tanh()
p.m, y.colour = 0.5, ["red"]
twin, deep, again = copy.copy(y), copy.deepcopy(y), pickle.loads(pickle.dumps(p))
""")
    y, twin, deep = space["y"], space["twin"], space["deep"]
    assert (space["p"].m, space["again"].m, twin.colour is y.colour, deep.colour) == (0.5, 0.5, True, ["red"])
    assert deep.colour is not y.colour


def test_operations_stay_quick_under_compat_and_afterwards():
    space = run("from micrograd.engine import Value")
    assert operations.plain is space["Value"]
    compat.uninstall()
    assert operations.plain is micrograd_like.Value
    mixed = space["Value"](2.0) * micrograd_like.Value(3.0)
    mixed.backward()
    assert (mixed.data, type(mixed)) == (6.0, space["Value"])
