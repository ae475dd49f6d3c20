"""The line of a path: headings and steps in one order."""

from collections.abc import Iterable

from upwell.journeys.models import Path, Section, Step


def line_of(sections: Iterable[Section], steps: Iterable[Step]) -> list[Step | Section]:
    """Everything on the line, in order: a heading stands before a step of the same place."""
    both: list[Step | Section] = [*sections, *steps]
    return sorted(both, key=lambda each: (each.place, isinstance(each, Step), each.pk))


def names_on(path: Path) -> list[str]:
    """What a form calls everything on the line of a path, in order."""
    return [name_on_line(each) for each in line_of(path.sections.all(), path.steps.all())]


def name_on_line(each: Step | Section) -> str:
    """What a thing on the line is called in a form: 'step-7', 'section-3'."""
    return f"{'step' if isinstance(each, Step) else 'section'}-{each.pk}"
