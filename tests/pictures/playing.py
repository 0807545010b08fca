"""What tests of the page of ``play`` share: to ask the page, to choose from its menus, to click its buttons."""

import random

from micrograd_like.nn import MLP

HOST = "document.body.firstElementChild"
HOME = f"{HOST}.play"


def ask(page, what):
    return page.evaluate(f"{HOME}.{what}")


def choose(page, words, value):
    page.get_by_label(words, exact=True).first.select_option(value)


def click(page, name, times=1):
    for _ in range(times):
        page.get_by_role("button", name=name).first.click()


def seeded(*sizes, seed=0, activation="tanh", inputs=2):
    """The MLP that Python draws for the seed, its last layer of one neuron left out."""
    random.seed(seed)
    return MLP(inputs, [*sizes, 1], activation=activation)
