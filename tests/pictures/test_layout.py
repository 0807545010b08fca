import random

from cases import every

from micrograd_like.pictures.graphs import layout
from micrograd_like.pictures.rendering import NoRenderer


def graph(n, seed):
    rng = random.Random(seed)
    edges = sorted({(rng.randrange(max(0, i - 20), i), i) for i in range(1, n) for _ in range(2)})
    return [(rng.uniform(100, 180), 58.0) for _ in range(n)], edges


@every("direction", ["LR", "TB"])
@every("how", [layout.layered, layout.lay_out])
def test_no_boxes_overlap(how, direction):
    sizes, edges = graph(60, 3)
    spots, _ = how(sizes, edges, direction)
    for i, (x, y) in enumerate(spots):
        for j in range(i):
            apart = (
                abs(x - spots[j][0]) >= (sizes[i][0] + sizes[j][0]) / 2 - 0.5 or abs(y - spots[j][1]) >= 57.5
            )
            assert apart, (i, j)


@every(("direction", "axis"), [("LR", 0), ("TB", 1)])
def test_parents_stand_before_children(direction, axis):
    sizes, edges = graph(60, 4)
    for spots, _ in (layout.layered(sizes, edges, direction), layout.lay_out(sizes, edges, direction)):
        assert all(spots[t][axis] < spots[h][axis] for t, h in edges)


@every("direction", ["LR", "TB"])
def test_without_graphviz_no_edge_passes_behind_a_box(direction):
    sizes, edges = graph(40, 6)
    spots, routes = layout.layered(sizes, edges, direction)
    assert set(routes) == set(edges)
    for edge, curve in routes.items():
        for x, y in along(curve):
            for i, ((cx, cy), (w, h)) in enumerate(zip(spots, sizes, strict=True)):
                assert abs(x - cx) >= w / 2 - 0.01 or abs(y - cy) >= h / 2 - 0.01, (edge, i)


def along(curve):
    """Points on a chain of Bezier pieces."""
    for k in range(0, len(curve) - 3, 3):
        a, b, c, d = curve[k : k + 4]
        for t in (n / 20 for n in range(21)):
            u = 1 - t
            yield tuple(
                u**3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t**3 * d[i] for i in (0, 1)
            )


@every("how", [layout.layered, layout.lay_out])
def test_the_neurons_of_a_layer_stand_in_their_order(how):
    first, second = range(1, 5), range(5, 9)  # 0 is read by all of the first layer, 9 reads all of the second
    edges = [(0, i) for i in first] + [(i, k) for i in first for k in second] + [(k, 9) for k in second]
    spots, routes = how([(134, 58)] * 10, edges[::-1])
    for layer in (first, second):
        assert sorted(layer, key=lambda i: spots[i][1]) == list(layer)
    for (tail, head), curve in routes.items():
        assert abs(curve[0][1] - spots[tail][1]) < 40 > abs(curve[-1][1] - spots[head][1])


def test_a_cycle_between_groups_is_laid_out_all_the_same():
    assert len(layout.layered([(100, 58)] * 3, [(0, 1), (1, 2), (2, 0)])[0]) == 3
    assert layout.depth(3, [(0, 1), (1, 2), (2, 0)]) == [0, 1, 2]


def test_without_graphviz_the_layers_take_over(monkeypatch):
    def none(*_):
        raise NoRenderer

    monkeypatch.setattr(layout, "render", none)
    spots, routes = layout.lay_out([(100, 58)] * 2, [(0, 1)])
    assert (spots[0][0] < spots[1][0], list(routes)) == (True, [(0, 1)])


def test_thousands_of_boxes_are_placed_at_once():
    sizes, edges = graph(5000, 5)
    assert len(layout.lay_out(sizes, edges)[0]) == 5000
