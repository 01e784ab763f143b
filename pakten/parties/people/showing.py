"""What an employer sees of a presented person: the pieces the person chose, one by one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.states import ConceptKind
from pakten.parties.people.countries import country_name
from pakten.parties.people.models import Education, Participant
from pakten.parties.people.states import Aim, DayTime, Helps, Papers, Piece

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece with what it tells, in the language that is active."""

    piece: Piece
    title: Text
    lines: tuple[str, ...]
    shown: bool


def pieces_to_show(person: Participant) -> list[Shown]:
    """The pieces an employer may see after a yes: those chosen that tell something.

    The picture has no lines; whoever shows it asks `person.photo`.
    """
    return [each for each in all_pieces(person) if each.shown and (each.lines or _is_picture(each))]


def all_pieces(person: Participant) -> list[Shown]:
    """Every piece with what it tells, and whether it is shown."""
    return [
        Shown(piece, piece.label, tuple(_LINES[piece](person)), piece in person.shown)
        for piece in Piece
    ]


def _is_picture(each: Shown) -> bool:
    return each.piece == Piece.PHOTO


def _work(person: Participant) -> list[str]:
    done = person.experiences.select_related("occupation").order_by("-years", "pk")
    return [_with(e.occupation.label, _years(e.years), country_name(e.country)) for e in done]


def _skills(person: Participant) -> list[str]:
    can = person.skills.select_related("skill").exclude(skill__kind=ConceptKind.LICENCE)
    return [
        _with(each.skill.label, _("ready {day}").format(day=each.ready_on) if each.ready_on else "")
        for each in can.order_by("pk")
    ]


def _licences(person: Participant) -> list[str]:
    held = person.skills.select_related("skill").filter(skill__kind=ConceptKind.LICENCE)
    return [each.skill.label for each in held.order_by("pk")]


def swedish_of(person: Participant) -> list[str]:
    """What the person can: a course that is not begun says nothing of that."""
    course = "" if person.swedish == SwedishStage.NONE else str(person.get_swedish_display())
    said = str(person.get_swedish_says_display()) if person.swedish_says else ""
    return [each for each in (course, said) if each]


def _languages(person: Participant) -> list[str]:
    spoken = person.languages.select_related("language").order_by("pk")
    return [_with(each.name, str(each.get_level_display())) for each in spoken]


def _education(person: Participant) -> list[str]:
    return [
        _with(
            each.subject or str(each.get_field_display()), str(each.get_level_display()),
            country_name(each.country), str(each.year or ""), _papers(each),
        )
        for each in person.educations.all()
    ]  # fmt: skip


def _papers(education: Education) -> str:
    """The papers there are; those that are missing are nobody's business here."""
    return "" if education.papers == Papers.NO else str(education.get_papers_display())


def _times(person: Participant) -> list[str]:
    when = ", ".join(str(DayTime(code).label) for code in person.times)
    start = _("from {day}").format(day=person.available_from) if person.available_from else ""
    hours = _("{n} hours a week").format(n=person.hours_per_week) if person.hours_per_week else ""
    return [each for each in (when, hours, start) if each]


def _helps(person: Participant) -> list[str]:
    return [str(Helps(code).label) for code in person.helps]


def _years(years: int) -> str:
    return _("less than a year") if not years else _("{n} years").format(n=years)


def _with(first: str, *rest: str) -> str:
    told = ", ".join(each for each in rest if each)
    return f"{first} ({told})" if first and told else first or told


_LINES: dict[Piece, Callable[[Participant], list[str]]] = {
    Piece.WORK: _work,
    Piece.SKILLS: _skills,
    Piece.SWEDISH: swedish_of,
    Piece.LANGUAGES: _languages,
    Piece.EDUCATION: _education,
    Piece.TIMES: _times,
    Piece.LICENCES: _licences,
    Piece.HELPS: _helps,
    Piece.WORDS: lambda person: [person.own_words] if person.own_words else [],
    Piece.PHOTO: lambda _person: [],
}


def aims_of(person: Participant) -> list[str]:
    """What the person wants most, in order."""
    return [str(Aim(code).label) for code in person.aims]
