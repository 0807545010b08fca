"""The network and the data that tests of training share, and a short training of them."""

import random

from micrograd_like import data
from micrograd_like.nn import MLP
from micrograd_like.training.loop import fit

XOR = data.xor(24)


def network(nin=2, hidden=4, nout=1, start=0, **options):
    random.seed(start)
    return MLP(nin, [hidden, nout], **options)


def short(model, **options):
    settings = {"epochs": 6, "batch": 5, "validation": 0.25, "progress": False, **options}
    return fit(model, XOR, **settings)


def numbers(model):
    return list(model.state_dict().values())
