"""Trajectories of every optimizer beside torch.optim's, from the same start with the same gradients.

    python tests/benchmarks/compare_optim.py          needs torch (the `bench` extra); about 20 s

Each line: the largest difference of any parameter over all steps, relative to max(1, |parameter|).  Exit code
1 if one is above its limit: 1e-12 where the gradients are ours in both (the recurrences alone), 1e-10 for
whole trainings of a network on moons and iris, in which torch computes its own forward and backward pass.  A
control shows that a wrong recurrence is seen.
"""

from __future__ import annotations

import math
import platform
import random
import sys

import torch  # pyright: ignore[reportMissingImports]  in the `bench` extra

from micrograd_like import Value, data, loop, losses, nn, optim, regularizers, schedules

RECIPES = {
    "SGD": (optim.SGD, torch.optim.SGD, {"lr": 0.1}),
    "SGD, momentum, decay": (optim.SGD, torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.01}),
    "SGD, Nesterov": (optim.SGD, torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "Adagrad": (optim.Adagrad, torch.optim.Adagrad, {}),
    "Adagrad, all options": (optim.Adagrad, torch.optim.Adagrad,
        {"lr": 0.1, "lr_decay": 0.01, "weight_decay": 0.01, "initial_accumulator_value": 0.1}),
    "RMSprop": (optim.RMSprop, torch.optim.RMSprop, {}),
    "RMSprop, all options": (optim.RMSprop, torch.optim.RMSprop,
        {"lr": 0.01, "alpha": 0.9, "momentum": 0.5, "weight_decay": 0.01, "centered": True}),
    "Adam": (optim.Adam, torch.optim.Adam, {}),
    "Adam, all options": (optim.Adam, torch.optim.Adam, {"lr": 0.05, "betas": (0.8, 0.99), "eps": 1e-6,
                                                         "weight_decay": 0.01}),
    "AdamW": (optim.AdamW, torch.optim.AdamW, {}),
    "AdamW, all options": (optim.AdamW, torch.optim.AdamW, {"lr": 0.05, "betas": (0.8, 0.99),
                                                            "weight_decay": 0.1}),
}  # fmt: skip


def apart(ours: list[Value], theirs: list[torch.Tensor]) -> float:
    """The largest relative difference of the parameters, which torch may keep in matrices."""
    flat = torch.cat([t.detach().reshape(-1) for t in theirs]).tolist()
    return max(abs(p.data - q) / max(1.0, abs(q)) for p, q in zip(ours, flat, strict=True))


def recurrence(ours, theirs, options, *, clip=False, steps=200, n=20) -> float:
    """Both fed the same gradients, drawn at random over six decades."""
    draw = random.Random(3)
    ps = [Value(draw.gauss(0, 1)) for _ in range(n)]
    q = torch.tensor([p.data for p in ps], dtype=torch.float64, requires_grad=True)
    mine, torchs = ours(ps, **options), theirs([q], **options)
    worst = 0.0
    for _ in range(steps):
        gradients = [draw.gauss(0, 1) * 10 ** draw.uniform(-4, 2) for _ in range(n)]
        for p, g in zip(ps, gradients, strict=True):
            p.grad = g
        q.grad = torch.tensor(gradients, dtype=torch.float64)
        if clip:
            optim.clip_grad_value(ps, 20.0)
            torch.nn.utils.clip_grad_value_([q], 20.0)
            optim.clip_grad_norm(ps, 5.0)
            torch.nn.utils.clip_grad_norm_([q], 5.0)
        mine.step()
        torchs.step()
        worst = max(worst, apart(ps, [q]))
    return worst


def twin(model: nn.MLP) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """The weights w and biases b of each layer as torch matrices."""
    w = [
        torch.tensor([[p.data for p in n.w] for n in layer.neurons], dtype=torch.float64)
        for layer in model.layers
    ]
    b = [torch.tensor([n.b.data for n in layer.neurons], dtype=torch.float64) for layer in model.layers]
    return [t.requires_grad_() for t in w], [t.requires_grad_() for t in b]


def training(name, model, example, losses_of, recipe, *, steps=100) -> None:
    """Whole trainings side by side, with an l2 penalty and a schedule."""
    (X, y), (loss, torch_loss) = example, losses_of
    ours, theirs, options = RECIPES[recipe]
    w, b = twin(model)
    mine, torchs = ours(model.parameters(), **options), theirs([*w, *b], **options)
    schedule = schedules.linear(mine.lr, mine.lr / 10, steps=steps)
    x_t = torch.tensor(X, dtype=torch.float64)
    worst = 0.0
    for k in range(steps):
        mine.lr = torchs.param_groups[0]["lr"] = schedule(k)
        objective = loss([model(x) for x in X], y) + regularizers.l2(model, 1e-4)
        mine.zero_grad()
        objective.backward()
        mine.step()
        a = x_t
        for i in range(len(w)):
            a = a @ w[i].T + b[i]
            a = torch.relu(a) if i + 1 < len(w) else a
        total = torch_loss(a) + 1e-4 * sum((p**2).sum() for p in (*w, *b))
        torchs.zero_grad()
        total.backward()
        torchs.step()
        rows = [
            torch.cat([w[i], b[i][:, None]], 1) for i in range(len(w))
        ]  # our order: the weights of a neuron, then its bias
        worst = max(worst, apart(model.parameters(), rows), abs(objective.data - total.item()))
    report(f"{name}, {recipe}", worst, 1e-10)


def by_fit(recipe, *, clip=0.5, batch=30, epochs=24, thawed=12) -> None:
    """fit() itself on iris: mini-batches, a clipped gradient, a first layer frozen for half the time."""
    ours, theirs, options = RECIPES[recipe]
    iris, model = data.iris(), nn.MLP(4, [8, 3], activation="tanh")
    scaled = data.Scaling.of(iris)(iris)
    w, b = twin(model)
    torchs, worst = theirs([*w, *b], **options), [0.0]
    x_t, y_t = torch.tensor(scaled.X, dtype=torch.float64), torch.tensor(scaled.y)
    model.layers[0].freeze()
    for t in (w[0], b[0]):
        t.requires_grad_(False)

    def epoch_of_torch(history, _):
        for start in range(0, len(scaled), batch):
            a = torch.tanh(x_t[start : start + batch] @ w[0].T + b[0]) @ w[1].T + b[1]
            torchs.zero_grad()
            torch.nn.functional.cross_entropy(a, y_t[start : start + batch]).backward()
            torch.nn.utils.clip_grad_norm_([t for t in (*w, *b) if t.requires_grad], clip)
            torchs.step()
        rows = [torch.cat([w[i], b[i][:, None]], 1) for i in range(2)]
        worst[0] = max(worst[0], apart([p for _, p in model.named_parameters()], rows))
        if len(history) == thawed:
            model.layers[0].unfreeze()
            for t in (w[0], b[0]):
                t.requires_grad_()

    loop.fit(model, scaled, optimizer=ours(model, **options), epochs=epochs, batch=batch, validation=0,
             shuffle=False, clip=clip,
             callbacks=[epoch_of_torch], progress=False)  # fmt: skip
    report(f"iris by fit, thawed, clipped, {recipe}", worst[0], 1e-10)


def report(name: str, worst: float, limit: float) -> None:
    print(f"{name:46s} {worst:9.2e}   {'ok' if worst <= limit else f'ABOVE {limit:.0e}'}", flush=True)
    failed.append(not worst <= limit)


failed: list[bool] = []
if __name__ == "__main__":
    print(
        f"Python {platform.python_version()}, torch {torch.__version__}, {platform.machine()}, "
        f"{torch.get_num_threads()} threads"
    )
    print("recurrences: 200 steps of 20 parameters")
    for name, (ours, theirs, options) in RECIPES.items():
        report(name, recurrence(ours, theirs, options), 1e-12)
        report(f"{name}, clipped", recurrence(ours, theirs, options, clip=True), 1e-12)
    control = recurrence(optim.Adam, torch.optim.AdamW, {"weight_decay": 0.01})
    print(f"{'control: Adam against AdamW':46s} {control:9.2e}   {'seen' if control > 1e-12 else 'NOT SEEN'}")
    failed.append(control <= 1e-12 or math.isnan(control))
    print("trainings: 100 steps")
    moons, iris = data.micrograd_moons(), data.iris()
    signs = torch.tensor([2.0 * k - 1 for k in moons.y], dtype=torch.float64)  # classes 0 and 1 as -1 and 1
    for recipe in ("SGD", "SGD, Nesterov", "Adagrad", "RMSprop", "Adam", "AdamW, all options"):
        random.seed(1337)
        training("moons, hinge, 2-8-8-1", nn.MLP(2, [8, 8, 1]), (moons.X, signs.tolist()),
                 (losses.hinge, lambda s: torch.relu(1 - signs * s[:, 0]).mean()), recipe)  # fmt: skip
        training("iris, cross-entropy, 4-8-3", nn.MLP(4, [8, 3]), (iris.X, iris.y),
                 (losses.cross_entropy, lambda s: torch.nn.functional.cross_entropy(s, torch.tensor(iris.y))),
                 recipe)  # fmt: skip
    print("trainings by fit: 120 steps")
    for recipe in ("SGD, momentum, decay", "Adagrad, all options", "RMSprop", "Adam, all options", "AdamW"):
        random.seed(1337)
        by_fit(recipe)
    sys.exit(any(failed))
