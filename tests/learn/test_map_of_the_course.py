"""notebooks/README.md is a map that leads somewhere: lessons, sections, exercises and functions exist."""

import importlib
import re
from pathlib import Path

from cases import every

import micrograd_like
from micrograd_like.learn.lessons import find, lessons, load

HOME = Path(__file__).parents[2]
MAP = (HOME / "notebooks" / "README.md").read_text(encoding="utf-8")
# What the three notes ask for, a word of each.
NOTES = """
    error + regularization|network as a function|parameters to be trained, hyperparameters|optimization problem|
    computational graphs|beats forward mode|indices of a weight|vectorized|rate of change|quadratic cost|
    average over the examples|function of the outputs|Hadamard|error of a neuron|BP1|BP2|BP3|BP4|proofs|algorithm|
    why it is fast|history|saturation|vanishing|input, parameters and output of layer|distance|symbolic solution|
    inverse of a huge matrix|not convex|gradient-based|intractable|chain rule|chain rule for a layer|dropout|ReLU|
    max-pooling
"""


def rows(heading):
    """The cells of the table under a heading, without its head."""
    part = MAP.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


COVERED = rows("What the course covers")


def found(name):
    """What a dotted name of the package stands for."""
    first, *rest = name.split(".")
    thing = getattr(micrograd_like, first)
    for part in rest:
        thing = getattr(thing, part, None) or importlib.import_module(f"{thing.__name__}.{part}")
    return thing


def test_the_map_lists_every_lesson_with_its_title_its_notebook_and_its_exercises():
    told = [(row[0], int(row[3])) for row in rows("The course")]
    made = [
        (f"[{lesson.number} {lesson.title}]({lesson.folder}.ipynb)", len(lesson.slugs))
        for lesson in lessons()
    ]
    assert told == made
    assert all(int(n) < k for k, row in enumerate(rows("The course")) for n in re.findall(r"\d+", row[2]))


def test_every_link_of_the_map_leads_to_a_file_and_every_notebook_is_on_it():
    links = set(re.findall(r"\]\(([^)]+)\)", MAP))
    assert links == {path.name for path in (HOME / "notebooks").glob("*.ipynb")}


@every("row", COVERED, ids=lambda row: row[0][:40])
def test_a_topic_has_a_section_exercises_and_functions_that_exist(row):
    _, section, done, functions = row
    number, _, heading = section.partition(" ")
    text = (load(int(number)).home / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^##+ {re.escape(heading)}$", text, re.MULTILINE), section
    for exercise in done.split(", "):
        place, slug = exercise.split()
        assert find(place).slug == slug
    assert all(callable(found(name)) for name in re.findall(r"`([^`]+)`", functions))


def test_every_topic_of_the_notes_is_on_the_map():
    topics = "\n".join(row[0] for row in COVERED)
    assert [word for word in " ".join(NOTES.split()).split("|") if word.strip() not in topics] == []


def test_every_lesson_covers_a_topic():
    assert {int(row[1].split()[0]) for row in COVERED} == set(range(len(lessons())))


def test_the_thread_that_the_map_tells_of_is_there():
    told = re.findall(r"(\d+\.\d+)\)", MAP.split("One thread")[1].split("\n\n")[0])
    assert [find(number).slug for number in told] == [
        "own_network",
        "own_moons",
        "microscope",
        "second",
        "own_race",
    ]
    assert all("my_engine" in find(number).uses for number in told)
