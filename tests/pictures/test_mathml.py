import re
import xml.etree.ElementTree as ET

from cases import every

from micrograd_like.pictures.pages.templates import templates
from micrograd_like.rules import RULES, formula
from micrograd_like.rules.mathml import spell


def written(text, letters="xyz"):
    return spell(formula.parse(text, letters))


@every("name", RULES)
def test_every_row_of_the_table_is_well_formed_spell(name):
    t = templates(RULES[name])
    for piece in [t["z"], *t["partials"], *t["let"].values()]:
        root = ET.fromstring(f"<math>{piece.replace('&nbsp;', ' ')}</math>")
        for fraction in root.iter("mfrac"):
            assert len(fraction) == 2
        for power in root.iter("msup"):
            assert len(power) == 2
        for fraction in root.iter("msqrt"):
            assert len(fraction) >= 1


@every(
    ("text", "shown"),
    [
        ("(x + y) * z", "(x+y)·z"),
        ("x * y + z", "x·y+z"),
        ("x - (y - z)", "x−(y−z)"),
        ("-(x + y)", "−(x+y)"),
        ("(-x) * y", "−x·y"),
        ("x - (-y)", "x−(−y)"),
        ("-(-x)", "−(−x)"),
        ("exp(x) ** 2", "(ex)2"),
        ("(x / y) ** 2", "(xy)2"),
        ("where(x > 0, x, 1) * y", "({xif&nbsp;x&gt;01otherwise)·y"),
    ],
)
def test_brackets_stand_where_they_are_needed(text, shown):
    assert re.sub(r"<[^>]*>", "", written(text)) == shown


def test_a_letter_is_always_one_element_so_that_a_number_can_take_its_place():
    assert written("x / y") == "<mfrac><mi>x</mi><mi>y</mi></mfrac>"
    assert written("tanh(x)").count("<mi>x</mi>") == 1


def test_guards_of_the_last_bits_are_left_out_but_real_cases_stay():
    assert re.sub(r"<[^>]*>", "", spell(RULES["div"].partials[1])) == "−zy"
    assert "otherwise" in spell(RULES["relu"].partials[0])
    assert "<mtable>" not in spell(RULES["atan"].partials[0])
    assert re.sub(r"<[^>]*>", "", spell(RULES["gelu"].value)) == "x·Φ(x)"
    assert re.sub(r"<[^>]*>", "", spell(RULES["affine"].value)) == "b+∑(w·x)"
    assert re.sub(r"<[^>]*>", "", str(templates(RULES["powc"])["partials"])) == "['c·xc−1']"
    assert re.sub(r"<[^>]*>", "", spell(RULES["softmax"].let["e"])) == "ex−m"
    assert "nan" not in spell(RULES["relu"].partials[0])
    assert (
        re.sub(r"<[^>]*>", "", spell(RULES["log"].partials[0]))
        == "{1xif&nbsp;x&gt;0∞&nbsp;if&nbsp;x=0otherwise"
    )
    assert re.sub(r"<[^>]*>", "", spell(RULES["xlogy"].value)).count("log") == 1
