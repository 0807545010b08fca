"""``learn verify DIR`` says whether every exercise of a course keeps to the form.

Each solution passes, each starter fails with a word, each mistake is caught by its own diagnosis alone, and
no text mentions a concept before the exercise that teaches it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from .checking import check_text
from .diagnosis.causes import diagnose, symptoms
from .exercise import MAIN, Exercise
from .showing import Result

HINTS = 3
SHORT = 20  # characters of a line that may stand in a hint by chance


def faults(exercise: Exercise) -> Iterator[str]:
    """What is wrong with one exercise, in sentences."""
    for part in (form_faults, solution_faults, starter_faults, mistake_faults):
        yield from part(exercise)


def form_faults(exercise: Exercise) -> Iterator[str]:
    """Of its texts."""
    if len(re.findall(r"[.!?](?:\s|$)", exercise.goal)) != 1:
        yield f"the goal should be one sentence: {exercise.goal!r}"
    if len(exercise.hints) != HINTS:
        yield f"there are {len(exercise.hints)} hints; write {HINTS}, from a question to nearly the line"
    if not exercise.shown.strip():
        yield "`shown` is empty; say what the learner has just shown"
    if not exercise.mistakes:
        yield "mistakes/ is empty; write down at least one that learners make"
    if not (exercise.teaches or exercise.uses):
        yield "neither `teaches` nor `uses` is there; name the concepts"
    for mistake in exercise.mistakes:
        if mistake.because[:1].isalpha() and not mistake.because[:1].islower():
            yield f"the diagnosis of {mistake.name} should go on after 'Your code behaves like one that'"
    added = {line.strip() for line in exercise.solution.splitlines()}
    added -= {line.strip() for line in exercise.starter.splitlines()}
    for hint in exercise.hints:
        for line in added:
            if len(line) >= SHORT and line in hint:
                yield f"a hint gives a line of the solution away: {line!r}"


def solution_faults(exercise: Exercise) -> Iterator[str]:
    result = check_text(exercise, exercise.solution)
    if not result.passed:
        yield f"the solution does not pass its check:\n{result}"
    if result.printed:
        yield f"the solution prints while it is checked: {result.printed!r}; print in the main block only"


def starter_faults(exercise: Exercise) -> Iterator[str]:
    """A starter waits and says where the work is; code to repair is recognised, or a row says something."""
    if "TODO" not in exercise.starter:
        yield "the starter says TODO nowhere; say it where work waits"
    try:
        ast.parse(exercise.starter)
    except SyntaxError as error:
        yield f"the starter is no Python in line {error.lineno}: {error.msg}"
        return
    result = check_text(exercise, exercise.starter)
    if result.state == "right":
        yield "the starter passes the check: there is nothing left to do"
    elif result.state == "broken":
        yield f"the starter does not run:\n{result}"
    elif result.state == "waiting" and not re.search(r"TODO in line \d+", " ".join(str(result).split())):
        yield f"the starter fails without naming the line of a TODO:\n{result}"
    elif result.state == "wrong" and not (result.diagnoses or any(row.because for row in result.wrong)):
        yield f"the starter is wrong without a word:\n{result}"
    if "### " in exercise.starter + exercise.solution:
        yield "marks of regions are left in starter or solution"


def mistake_faults(exercise: Exercise) -> Iterator[str]:
    """Each is wrong, and its own diagnosis is given, alone."""
    for mistake in exercise.mistakes:
        rows = symptoms(exercise, mistake)
        found = [d.name for d in diagnose(exercise, rows)]
        state = Result(exercise, rows).state
        if state == "right":
            yield f"mistake {mistake.name} passes the check; ask for something that tells"
        elif state == "waiting":
            yield f"mistake {mistake.name} gives nothing back, as a starter does"
        elif found != [mistake.name]:
            told = ", ".join(found) or "no diagnosis"
            yield f"mistake {mistake.name} is answered by {told}; ask for something that tells them apart"


# ---- nothing is used before it is taught


def texts_of(exercise: Exercise) -> str:
    """All that a learner may read before the exercise is solved."""
    said = [exercise.title, exercise.goal, exercise.body, *exercise.hints]
    return "\n".join([*said, *(mistake.because for mistake in exercise.mistakes)])


def mentions(text: str, concept: str) -> bool:
    """Whether the words stand in the text, also in the plural.

    Names with a capital, such as Value, count only as they are written.
    """
    flags = 0 if concept != concept.lower() else re.IGNORECASE
    return re.search(rf"(?<![\w]){re.escape(concept)}(?:s|es)?(?![\w])", text, flags) is not None


def order_faults(exercises: Sequence[Exercise]) -> Iterator[str]:
    """Concepts that are mentioned or used too early, taught twice, or never said where they are taught."""
    texts = {e.slug: texts_of(e) for e in exercises}
    taught: dict[str, str] = {}
    for place, teacher in enumerate(exercises):
        told = texts[teacher.slug] + teacher.solution + " ".join(teacher.shown.split())
        for concept in teacher.teaches:
            if concept in taught:
                yield f"{concept!r} is taught by {taught[concept]} and by {teacher.id}"
            taught[concept] = teacher.id
            if not mentions(told, concept):
                yield f"{teacher.id} teaches {concept!r} and never says it"
            early = [e.id for e in exercises[:place] if mentions(texts[e.slug], concept)]
            yield from (f"{number} says {concept!r}, which {teacher.id} teaches" for number in early)
        yield from (
            f"{teacher.id} uses {concept!r}, which nobody has taught before"
            for concept in teacher.uses
            if concept not in taught
        )
    titles = [e.title for e in exercises]
    yield from (f"two exercises have the title {t!r}" for k, t in enumerate(titles) if t in titles[:k])


def import_faults(exercises: Sequence[Exercise]) -> Iterator[str]:
    """Names of the package that code imports before an exercise has taught them."""
    taught: set[str] = set()
    for e in exercises:
        taught.update(e.teaches)
        for text in (e.solution, e.body.partition(MAIN)[0]):
            for module, names in imports(text):
                if lost := sorted(set(names) - taught):
                    yield f"{e.id} imports {', '.join(lost)} from {module}, which nobody has taught before"


def imports(code: str) -> Iterator[tuple[str, list[str]]]:
    """What a text imports from the package, as (module, names), in order."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "micrograd_like":
            yield node.module or "", [alias.name for alias in node.names]
