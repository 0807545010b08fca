"""Finding by name in the live picture: by keyboard and by mouse, and what a screen reader hears of it."""

import pytest

from micrograd_like import Value
from micrograd_like.pictures import draw

from test_viewer import moons  # isort: skip

FOCUSED = "document.body.firstElementChild.shadowRoot.activeElement"


@pytest.mark.slow
def test_a_value_is_found_by_its_name_from_the_keyboard(show):
    page = show(moons(3)[0], reduced_motion="reduce")
    page.keyboard.press("Tab")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="find a value")
    assert field.evaluate("e => e === e.getRootNode().activeElement")
    page.keyboard.type("n3.w")
    options = page.get_by_role("listbox").get_by_role("option")
    assert options.all_inner_texts()[:3] == ["L0.n3.w0 leaf", "L0.n3.w1 leaf", "L1.n3.w0 leaf"]
    assert page.locator(".find [role=status]").inner_text() == "30 found, the first 8 shown"  # w0 and w0**2
    assert page.locator("[data-key]").filter(has_text="L0.n3.w1").count() == 0  # its layer is closed
    page.keyboard.press("ArrowDown")
    assert page.locator("[aria-selected=true]").inner_text() == "L0.n3.w1 leaf"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.textContent").startswith("L0.n3.w1")
    assert page.locator("#told").inner_text().startswith("L0.n3.w1 layers.0.neurons.3.w.1")
    box, pane = page.locator(".box:focus").bounding_box(), page.locator("svg.graph").bounding_box()
    assert pane["y"] <= box["y"] < box["y"] + box["height"] <= pane["y"] + pane["height"]  # it is in sight
    assert options.count() == 0


@pytest.mark.slow
def test_a_part_is_found_by_its_name_with_the_mouse_and_escape_forgets(show):
    page = show(moons(3)[0], reduced_motion="reduce")
    field = page.get_by_role("combobox", name="find a value")
    field.fill("L1.n1")
    options = page.get_by_role("listbox").get_by_role("option")
    assert options.first.inner_text() == "L1.n1 23 values"  # the whole name comes first
    options.first.click()
    assert page.evaluate(f"{FOCUSED}.textContent").startswith("L1.n1")
    field.fill("no such name")
    assert page.locator(".find [role=status]").inner_text() == "0 found"
    assert options.count() == 0
    field.press("Escape")
    assert field.input_value() == ""
    assert page.evaluate(f"{FOCUSED}.getAttribute('role')") == "region"


@pytest.mark.slow
def test_what_is_typed_into_a_field_is_no_shortcut_of_the_notebook(show):
    page = show(moons(3)[0], reduced_motion="reduce")
    page.evaluate("addEventListener('keydown', e => { window.heard = (window.heard || '') + e.key; })")
    page.get_by_role("combobox", name="find a value").press_sequentially("dd")
    assert page.evaluate("window.heard") is None


@pytest.mark.slow
def test_a_small_graph_needs_no_search(show):
    page = show(draw((Value(2.0) * 3.0).tanh(), names={}))
    assert page.locator("input[type=search]").count() == 0
