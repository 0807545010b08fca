"""Numbers in the texts of exercises are what their own programs give."""

from micrograd_like.learn.lessons import find


def names_of(slug):
    """What a solution defines."""
    found = {"__name__": "solution"}
    exec(find(slug).solution, found)
    return found


def shown(slug):
    return " ".join(find(slug).shown.split())


def test_the_cost_of_nudging_a_million_weights():
    names = names_of("differences")
    seconds = names["seconds_by_nudging"]
    assert f"{seconds:g}" == "1000"
    assert f"{seconds:.3f} seconds, nearly {seconds / 60 + 0.5:.0f} minutes" in shown("differences")
    assert (
        f"against {['', 'one', 'two', 'three'][round(names['seconds_by_sweeping'] * 1000)]} milliseconds"
        in shown("differences")
    )


def test_the_products_of_a_network_of_784_30_10():
    names = names_of("batch")
    both = sum(names["multiplications"]([784, 30, 10]))
    assert f"{both:,} products against {names['by_nudging']([784, 30, 10]):,}." in shown("batch")


def test_the_nodes_of_a_neuron_for_784_pixels():
    assert f"a graph of {4 * 784 + 2:,} nodes" in shown("predict")
    own, written_out = 2 * 784 + 3, 4 * 784 + 2
    assert abs(own / written_out - 0.5) < 0.01
    assert "saves about half of them" in shown("predict")
