"""What a person has told, every question of the profile in a line, with where it is changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.base.terms.states import ConceptKind
from pakten.parties.people.models import Education, Experience, Participant, Skill
from pakten.parties.people.showing import aims_of, swedish_of
from pakten.parties.people.states import DayTime, Helps, Piece
from pakten.parties.people.tiles import plain_words


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person has told, and where it is changed."""

    title: str
    text: str
    href: str


def answers_of(person: Participant) -> list[Answer]:
    """Everything the person has told. What is not told stands there too, empty. Uses prefetched rows."""
    asked = (
        (_("Languages"), _languages(person), "languages"),
        (_("What I can"), [_skill(each) for each in _skills(person)], "can"),
        (_("What I want"), aims_of(person), "want"),
        (_("What I want to work with"), [w.occupation.label for w in person.wishes.all()], "jobs"),
        (_("What I have done"), [_work(each) for each in person.experiences.all()], "work"),
        (_("What I have studied"), [_study(each) for each in person.educations.all()], "studies"),
        (_("When I can work"), _times(person), "times"),
        (_("Where"), [str(each.district) for each in person.reaches.all()], "travel"),
        (_("Driving licence"), [s.skill.label for s in _skills(person, licences=True)], "licences"),
        (_("What helps me"), [str(Helps(code).label) for code in person.helps], "helps"),
        (_("Contact"), [str(person.get_contact_way_display()), person.phone, person.email], "contact"),
    )  # fmt: skip
    rows = [Answer(t, _joined(told), _question(person, code)) for t, told, code in asked]
    return [*rows, *_about_me(person)]


def _about_me(person: Participant) -> list[Answer]:
    words = reverse("edit_participant", args=[person.pk, "words"])
    shown = [str(Piece(code).label) for code in person.shown]
    return [
        Answer(_("In my own words"), person.own_words, words),
        Answer(_("Picture"), _picture(person), reverse("edit_picture", args=[person.pk])),
        Answer(_("What employers see"), _joined(shown), reverse("choose_shown", args=[person.pk])),
    ]


def _question(person: Participant, code: str) -> str:
    return reverse("tell_profile", args=[person.pk, code])


def _joined(told: Iterable[str]) -> str:
    return ", ".join(filter(None, told))


def _with(first: str, more: Iterable[str]) -> str:
    rest = _joined(more)
    return f"{first} ({rest})" if first and rest else first or rest


def _skills(person: Participant, *, licences: bool = False) -> list[Skill]:
    return [s for s in person.skills.all() if (s.skill.kind == ConceptKind.LICENCE) == licences]


def _skill(each: Skill) -> str:
    ready = _("ready {day}").format(day=each.ready_on) if each.ready_on else ""
    years = str(each.get_years_display()) if each.years else ""
    return _with(plain_words(each.skill), [ready, *each.ways, years])


def _languages(person: Participant) -> list[str]:
    spoken = [_with(each.name, [str(each.get_level_display())]) for each in person.languages.all()]
    swedish = swedish_of(person)
    return [*spoken, _with(str(_("Swedish")), swedish)] if swedish else spoken


def _work(each: Experience) -> str:
    years = _("{n} years").format(n=each.years) if each.years else _("less than a year")
    return _with(each.occupation.label, [years, each.country_name, each.where])


def _study(each: Education) -> str:
    first = each.subject or str(each.get_field_display() if each.field else "")
    papers = str(each.get_papers_display()) if each.papers else ""
    level, year = str(each.get_level_display()), str(each.year or "")
    return _with(first or level, [level if first else "", each.country_name, year, papers])


def _times(person: Participant) -> list[str]:
    hours, start = person.hours_per_week, person.earliest_start
    return [
        *(str(DayTime(code).label) for code in person.times),
        _("{n} hours a week").format(n=hours) if hours else "",
        _("from {day}").format(day=person.available_from) if person.available_from else "",
        f"{start:%H:%M}" if start else "",
    ]


def _picture(person: Participant) -> str:
    return _("You have a picture.") if hasattr(person, "photo") else ""
