"""The engine's codes in words: to those who match (about a person), and to the person (“you”)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language_bidi, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from pakten.activities.matching import Change, ReasonCode, Requirement, RequirementKind
from pakten.activities.opportunities import besides
from pakten.activities.opportunities.fit import FULL_TIME, STAGES, SWEDISH, TIMES, CodedMark
from pakten.activities.opportunities.models import Opening
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.parties.pacts.models import District
from pakten.parties.people.states import DayTime, Level

Names = Mapping[str, str]

# about a person; how many years is put in by `years`
ABOUT = {
    "has_done": gettext_lazy("Has worked as %(occupation)s for %(years)s"),
    "wants": gettext_lazy("Wants to work as %(occupation)s"),
    "near_occupation": gettext_lazy("Has worked close to this: %(occupation)s for %(years)s"),
    "near_share": gettext_lazy(
        "Has worked as %(occupation)s for %(years)s: near, %(percent)s %% of what is needed here"
    ),
    "near_wish": gettext_lazy("Wants to work close to this: %(occupation)s"),
    "near_wish_share": gettext_lazy(
        "Wants to work as %(occupation)s: near, %(percent)s %% of what is needed here"
    ),
    "too_few_years": gettext_lazy(
        "Has worked as %(occupation)s for %(years)s, %(asked)s is asked for"
    ),
    "not_done": gettext_lazy("Has not worked as %(occupation)s"),
    "has_skill": "%(key)s",
    "skill_coming": gettext_lazy("%(key)s: ready %(ready_on)s"),
    "no_skill": gettext_lazy("Missing: %(key)s"),
    "has_language": "%(key)s: %(level)s",
    "language_coming": gettext_lazy("%(key)s: %(asked)s ready %(ready_on)s, now %(level)s"),
    "language_too_low": gettext_lazy("%(key)s: %(level)s, %(asked)s is asked for"),
    "no_language": gettext_lazy("%(key)s: not yet"),
    "has_licence": "%(key)s",
    "licence_coming": gettext_lazy("%(key)s: ready %(ready_on)s"),
    "no_licence": gettext_lazy("Missing: %(key)s"),
    "can_time": gettext_lazy("Can be in place at %(minutes)s"),
    "too_early": gettext_lazy("Can be in place at %(minutes)s, not %(asked)s"),
    "can_hours": gettext_lazy("Can work %(percent)s hours a week"),
    "fewer_hours": gettext_lazy("Can work %(percent)s hours a week, not %(asked)s"),
    "reaches": gettext_lazy("Gets to %(district)s"),
    "too_far": gettext_lazy("Does not get to %(district)s"),
    "can_start": gettext_lazy("Can start in time"),
    "starts_later": gettext_lazy("Can start %(day)s, not %(asked)s"),
    "can_times": gettext_lazy("Can work: %(key)s"),
    "not_times": gettext_lazy("Has not said yes to: %(key)s"),
}
# to the person
TO_YOU = {
    "has_done": gettext_lazy("You have worked as %(occupation)s for %(years)s."),
    "wants": gettext_lazy("You want to work as %(occupation)s."),
    "near_occupation": gettext_lazy("You have worked close to this: %(occupation)s for %(years)s."),
    "near_share": gettext_lazy(
        "You have worked as %(occupation)s for %(years)s. It is near: %(percent)s %% of this work."
    ),
    "near_wish": gettext_lazy("You want to work close to this: %(occupation)s."),
    "near_wish_share": gettext_lazy(
        "You want to work as %(occupation)s. It is near: %(percent)s %% of this work."
    ),
    "too_few_years": gettext_lazy(
        "You have worked as %(occupation)s for %(years)s. They ask for %(asked)s."
    ),
    "not_done": gettext_lazy("You have not worked as %(occupation)s yet."),
    "has_skill": gettext_lazy("You can: %(key)s. They ask for it."),
    "skill_coming": gettext_lazy("You are learning: %(key)s. Ready %(ready_on)s."),
    "no_skill": gettext_lazy("They ask for: %(key)s."),
    "has_language": gettext_lazy("%(key)s: %(level)s. That is enough."),
    "language_coming": gettext_lazy("%(key)s: you reach %(asked)s on %(ready_on)s."),
    "language_too_low": gettext_lazy("%(key)s: they ask for %(asked)s. You have %(level)s now."),
    "no_language": gettext_lazy("They ask for: %(key)s."),
    "has_licence": gettext_lazy("You have: %(key)s."),
    "licence_coming": gettext_lazy("You are learning: %(key)s. Ready %(ready_on)s."),
    "no_licence": gettext_lazy("They ask for: %(key)s."),
    "can_time": gettext_lazy("The day begins at %(minutes)s. You can be there."),
    "too_early": gettext_lazy("The day begins at %(asked)s. You can come at %(minutes)s."),
    "can_hours": gettext_lazy("The hours suit you."),
    "fewer_hours": gettext_lazy("They ask for %(asked)s hours a week. You can work %(percent)s."),
    "reaches": gettext_lazy("You can get to %(district)s."),
    "too_far": gettext_lazy("It is in %(district)s. You have not said that you can get there."),
    "can_start": gettext_lazy("You can start when they want you."),
    "starts_later": gettext_lazy("They want you from %(asked)s. You can start %(day)s."),
    "can_times": gettext_lazy("The work is: %(key)s. That suits you."),
    "not_times": gettext_lazy("The work is: %(key)s. You have not said yes to that."),
}
# what the two sides have said of each other; the rest of it is told to those who match only
WISHES_TO_YOU = {
    "employer_asks": gettext_lazy("The employer asks for you."),
    "wants_place": gettext_lazy("You have asked for this place."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A mark in words: `state` is has, coming or missing, as the components want it."""

    state: str
    text: str
    must: bool
    kind: str


_STATES = {"has": "has", "on_the_way": "coming", "missing": "missing"}
_STAGE_OF = {level: stage for stage, level in STAGES.items()}


def names_of(keys: Iterable[str], known: Names | None = None) -> Names:
    """What terms and districts are called in the reader's language.

    Two queries at most, none if all are `known`.
    """
    times = {f"{TIMES}{each.value}": str(each.label) for each in DayTime}
    # the terms have no Arabic; the word everybody needs has
    told = {**times, **(known or {}), SWEDISH: _("Swedish")}
    wanted = {key for key in keys if key and key not in told}
    names = {key: term.label for key, term in Concept.objects.keyed(wanted).items()}
    districts = District.objects.filter(code__in=wanted - names.keys())
    return {**names, **told, **{each.code: str(each.name) for each in districts}}


def terms_of(opening: Opening) -> Names:
    """What the opening's own district and terms are called, as they came with it."""
    work, district = opening.occupation, opening.district
    terms = [row.concept for row in opening.requirements.all()]
    terms += [work, work.parent if work and work.kind == ConceptKind.OCCUPATION else None]
    place = {district.code: str(district.name)} if district else {}
    return {**place, **{term.key: term.label for term in terms if term}}


def keys_of(marks: Iterable[CodedMark]) -> set[str]:
    """The terms and districts that marks speak of."""
    return {str(mark[n]) for mark in marks for n in ("key", "occupation", "district") if n in mark}


def said(marks: Iterable[CodedMark], names: Names, *, to_you: bool = False) -> list[Said]:
    """Marks in sentences, in their order."""
    return [
        Said(_STATES[mark["state"]], _sentence(mark, names, to_you), mark["must"], mark["kind"])
        for mark in marks
    ]


def _sentence(mark: CodedMark, names: Names, to_you: bool) -> str:
    if mark["code"] in besides.WORDS:
        own = WISHES_TO_YOU.get(mark["code"]) if to_you else None
        return str(own or besides.in_words(mark))
    words = str((TO_YOU if to_you else ABOUT)[_code(mark)]) % _values(mark, names)
    return words.replace("..", ".")  # a name such as "Kockar m.fl." ends the sentence itself


_OF_TIMES = {"has_skill": "can_times", "no_skill": "not_times"}


def _code(mark: CodedMark) -> str:
    """When the work is goes to the engine as a skill; what is near is done or wished, measured or not."""
    code = str(mark["code"])
    if code == ReasonCode.NEAR_OCCUPATION:
        code = code if mark.get("years") is not None else "near_wish"
        share = {"near_occupation": "near_share", "near_wish": "near_wish_share"}
        return share[code] if mark.get("percent") else code
    return _OF_TIMES.get(code, code) if str(mark["key"]).startswith(TIMES) else code


def _values(mark: CodedMark, names: Names) -> dict[str, str]:
    values = {name: str(value or "") for name, value in mark.items()}
    for name in ("key", "occupation", "district"):
        if name in mark:
            values[name] = names.get(str(mark[name]), str(mark[name]))
    if mark.get("years") is not None:
        values["years"] = years(int(mark["years"]))
    if mark["kind"] == RequirementKind.OCCUPATION and "asked" in mark:
        values["asked"] = years(int(mark["asked"]))
    if mark["kind"] == RequirementKind.TIME:
        values |= {n: clock(mark[n]) for n in ("minutes", "asked") if n in mark}
    if mark["kind"] == RequirementKind.HOURS:
        values |= {n: hours(mark[n]) for n in ("percent", "asked") if n in mark}
    if mark["kind"] == RequirementKind.LANGUAGE:
        said_in = level if mark["key"] == SWEDISH else level_of_another
        values |= {n: said_in(str(mark[n] or "")) for n in ("level", "asked") if n in mark}
    if get_language_bidi():
        # names and dates keep their own direction inside the sentence
        values = {name: f"\u2068{value}\u2069" for name, value in values.items()}
    return values


def years(number: int) -> str:
    """1 as "1 year"."""
    if number < 1:
        return _("less than a year")
    return ngettext("%(number)d year", "%(number)d years", number) % {"number": number}


def clock(minutes: Any) -> str:
    """345 as 5.45."""
    return f"{int(minutes) // 60}.{int(minutes) % 60:02d}"


def hours(percent: Any) -> str:
    """A share of full time as hours a week."""
    return str(round(int(percent) * FULL_TIME / 100))


def level(code: str) -> str:
    """A language level in words."""
    if code in _STAGE_OF:
        return str(SwedishStage(_STAGE_OF[code]).label)
    others = {"some": _("a little"), "a2": _("well"), "c2": _("fluently"), "native": _("fluently")}
    return others.get(code, code.upper())


def level_of_another(code: str) -> str:
    """How well somebody knows another language than Swedish, in words."""
    return str(Level(code).label) if code in Level.values else level(code)


def requirement(asked: Requirement, names: Names) -> str:
    """A requirement as the need lists it."""
    match asked.kind:
        case RequirementKind.TIME:
            return _("In place at %(time)s") % {"time": clock(asked.number)}
        case RequirementKind.HOURS:
            return _("%(hours)s hours a week") % {"hours": hours(asked.number)}
        case RequirementKind.PLACE:
            return _("Gets to %(district)s") % {"district": names.get(asked.key, asked.key)}
        case RequirementKind.START:
            return _("Starts %(day)s") % {"day": asked.day}
        case RequirementKind.LANGUAGE if asked.key == SWEDISH and asked.level:
            return _("Swedish: %(level)s") % {"level": level(asked.level)}
        case RequirementKind.LANGUAGE if asked.level:
            told = {"language": names.get(asked.key, asked.key)}
            return _("%(language)s: %(level)s") % {**told, "level": level_of_another(asked.level)}
        case RequirementKind.OCCUPATION if asked.number:
            told = {"work": names.get(asked.key, asked.key), "years": years(asked.number)}
            return _("Has worked as %(work)s for %(years)s") % told
        case RequirementKind.SKILL if asked.key.startswith(TIMES):
            return _("Works: %(time)s") % {"time": names.get(asked.key, asked.key)}
        case RequirementKind.SKILL if asked.number:
            told = {"skill": names.get(asked.key, asked.key), "number": str(asked.number)}
            return _("%(skill)s, up to %(number)s kg") % told
        case _:
            return names.get(asked.key, asked.key)


def change(opened: Change, names: Names) -> str:
    """What one change of the need would be."""
    asked, to = opened.requirement, opened.to
    told = {"now": requirement(asked, names), "to": to}
    match asked.kind:
        case RequirementKind.TIME if to is not None:
            told |= {"now": clock(asked.number), "to": clock(to)}
            return _("Begin at %(to)s instead of %(now)s") % told
        case RequirementKind.HOURS if to is not None:
            told |= {"now": hours(asked.number), "to": hours(to)}
            return _("%(to)s hours a week instead of %(now)s") % told
        case RequirementKind.START if isinstance(to, date):
            return _("Start %(to)s instead of %(now)s") % {"to": to, "now": asked.day}
        case RequirementKind.LANGUAGE if to:
            return _("%(now)s: manage with %(to)s") % {**told, "to": level(str(to))}
        case RequirementKind.PLACE:
            return _("Help with the journey, or work elsewhere: %(now)s") % told
        case RequirementKind.OCCUPATION:
            return _("Take somebody new to the work, with a supervisor near") % told
        case RequirementKind.SKILL if asked.key.startswith(TIMES):
            return _("Do without: %(now)s") % {"now": names.get(asked.key, asked.key)}
        case _:
            return _("Learn it on the job, or a short course: %(now)s") % told


def thing(kind: str, key: str, level_asked: str, number: int, *, names: Names) -> str:
    """One thing that somebody could get, or come to an agreement about."""
    asked = Requirement("", RequirementKind(kind), key, level_asked, number)
    if asked.kind == RequirementKind.START:
        return _("An earlier first day")
    return requirement(asked, names)
