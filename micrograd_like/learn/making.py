"""``learn new``: a course of one's own, begun with one small exercise, and further exercises for it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from .lessons import BUILT_IN, Course, CourseError

EXAMPLE = BUILT_IN.with_name("example")
SKIPPED = shutil.ignore_patterns("__pycache__", ".*")


def new_course(folder: str | Path) -> list[str]:
    """Copy the example course into a new or empty folder; gives the files written."""
    place = Path(folder)
    if place.exists() and any(place.iterdir()):
        raise CourseError(
            f"{str(folder)!r} is not empty; choose another folder, so that nothing is overwritten"
        )
    shutil.copytree(EXAMPLE, place, dirs_exist_ok=True, ignore=SKIPPED)
    return sorted(str(path.relative_to(place)) for path in place.rglob("*") if path.is_file())


def new_exercise(folder: str | Path, lesson: str, slug: str) -> Path:
    """Begin an exercise at the end of a lesson, which may be new too; gives the exercise's folder."""
    course = Course(folder)
    for word in (lesson, slug):
        if not re.fullmatch(r"[a-z][a-z0-9_]*", word):
            raise CourseError(f"{word!r} is no slug; use small letters, digits and _, as in chain_rule")
    if slug in course.numbers:
        raise CourseError(f"there is an exercise {slug!r} already; it is {course.numbers[slug]}")
    new = lesson not in course.plan
    home = course.home / f"{len(course.plan):02}_{lesson}" if new else course.folders[lesson]
    shutil.copytree(EXAMPLE / "00_first" / "double", home / slug, ignore=SKIPPED)
    for path in (home / slug).rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("double", slug)
        text = text.replace('title = "Twice as much"', f'title = "{slug.replace("_", " ").capitalize()}"')
        path.write_text(text, encoding="utf-8", newline="\n")
    chapter = home / "README.md"
    text = (
        chapter.read_text(encoding="utf-8")
        if chapter.exists()
        else f"# {lesson.replace('_', ' ').capitalize()}\n"
    )
    chapter.write_text(f"{text.rstrip()}\n\n{{{{{slug}}}}}\n", encoding="utf-8", newline="\n")
    plan = course.home / "course.toml"
    plan.write_text(
        _listed(plan.read_text(encoding="utf-8"), lesson, slug, new), encoding="utf-8", newline="\n"
    )
    return home / slug


def _listed(plan: str, lesson: str, slug: str, new: bool) -> str:
    """The text of a course.toml with one more slug at the end of a lesson; all else stays."""
    if new:
        head, mark, rest = plan.partition("\n[formerly]")
        return f'{head.rstrip()}\n{lesson} = ["{slug}"]\n' + (f"\n{mark.lstrip()}{rest}" if mark else "")
    found = re.search(rf"^{lesson}\s*=\s*\[(.*?)\]", plan, re.DOTALL | re.MULTILINE)
    if not found:
        raise CourseError(
            f"lesson {lesson!r} is written in course.toml in an odd way; add {slug!r} there by hand"
        )
    own = found[1].rstrip().rstrip(",")
    more = f',\n  "{slug}",\n' if "\n" in found[1] else f', "{slug}"'
    return plan[: found.start(1)] + own + more + plan[found.end(1) :]
