"""Every picture writes what the end of a file's name says, or refuses the name."""

import os
import xml.etree.ElementTree as ET

import pytest
from cases import every

from micrograd_like import Value
from micrograd_like.pictures import draw, draw_dot, film, line_plot, play, rendering

STARTS = {"png": b"\x89PNG", "jpg": b"\xff\xd8\xff", "gv": b"// graph of", "dot": b"// graph of"}
STARTS |= {"svg": b"<svg", "html": b"<!doctype html>"}


def lecture():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    return a * b


def test_the_lectures_picture_is_saved_as_the_name_says(tmp_path):
    picture = draw_dot(lecture(), names={})
    for kind, start in STARTS.items():
        for name in (f"graph.{kind}", f"GRAPH.{kind.upper()}"):
            path = picture.save(tmp_path / name)
            assert path == str(tmp_path / name)
            assert (tmp_path / name).read_bytes().startswith(start), name
    assert ET.parse(tmp_path / "graph.svg").getroot().tag.endswith("}svg")
    assert picture.save("inner.svg", tmp_path / "new") == str(tmp_path / "new" / "inner.svg")
    assert picture.save(tmp_path / "graph") == str(tmp_path / "graph")  # no end: DOT, as graphviz does
    assert (tmp_path / "graph").read_bytes().startswith(STARTS["dot"])


def test_render_takes_the_name_of_the_drawing_too(tmp_path):
    picture = draw_dot(lecture(), names={})
    assert picture.render(tmp_path / "graph.png") == str(tmp_path / "graph.png")
    assert (tmp_path / "graph.png").read_bytes().startswith(STARTS["png"])
    assert picture.render("other", tmp_path) == str(tmp_path / "other.svg")
    assert sorted(os.listdir(tmp_path)) == ["graph.gv", "graph.png", "other", "other.svg"]
    said = r"names two kinds of image; give one of them, as in render\('graph.svg'\)"
    with pytest.raises(ValueError, match=said):
        picture.render("graph.png", format="svg")


def test_drawings_and_live_pages_are_saved_as_the_name_says(tmp_path):
    x = lecture()
    made = {"svg": [film(x), line_plot({"a": [1.0, 2.0]})], "html": [film(x), line_plot({"a": [1.0]})]}
    made["html"] += [draw(x), play()]
    for kind, pictures in made.items():
        for picture in pictures:
            picture.save(tmp_path / f"it.{kind}")
            assert (tmp_path / f"it.{kind}").read_bytes().startswith(STARTS[kind])


@every(
    ("picture", "name", "said"),
    [
        (
            lambda x: draw_dot(x),
            "a.txt",
            r"^'a.txt' ends in .txt, but this picture is written as .svg, .png, .pdf",
        ),
        (lambda x: draw(x), "a.svg", r"written as .html, .htm; choose one of those, or draw_dot\(...\).save"),
        (
            lambda x: film(x),
            "a.png",
            r"^'a.png' ends in .png, but .* written as .svg, .html, .htm; choose one",
        ),
        (
            lambda x: line_plot({"a": [x]}),
            "a.PDF",
            r"or let matplotlib write it: plot.to_matplotlib\(\).save",
        ),
    ],
)
def test_a_name_that_promises_something_else_is_refused(picture, name, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=said):
        picture(lecture()).save(name)
    assert os.listdir() == []


def test_without_a_program_an_image_is_refused_dot_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(rendering, "pure", lambda: None)
    picture = draw_dot(lecture(), names={})
    for name in ("a.svg", "a.png", "a.html"):
        with pytest.raises(rendering.NoRenderer, match=r"no program draws DOT here; install graphviz-pure"):
            picture.save(tmp_path / name)
    picture.save(tmp_path / "a.gv")
    assert os.listdir(tmp_path) == ["a.gv"]
