"""Locked figures put into a text: `{hires}` becomes 493, and a number that contradicts one is found."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from pakten.base.ui.templatetags.pakten import percent, thousands
from pakten.oversight.annual.contents import Contents, LockedMeasure, Number, women_and_men

MARK = re.compile(r"\{([a-z0-9_-]+)\}")
# A number as people write it: 493, 1 334, 1,334, 72 %, 72 av 100. Not a date, not a part of a word.
_TYPED = re.compile(
    r"(?<![\w{.,:-])(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>[.,]\d+)?"
    r"(?P<share>[ \u00a0]?%| (?:av|of|out of) 100\b)?(?![\w}-])"
)
_HUNDRED = re.compile(r"(?:av|of|out of) $")
CLOSE, LEAST = 0.1, 10


@dataclass(frozen=True, slots=True)
class Insert:
    """A locked figure that can be put into a text. `kind`: count, share (0 to 100) or change.

    Those that `lead` are of the measures the pact is judged by: what a writer most likely means.
    """

    key: str
    figure: Number
    kind: str
    label: str
    leads: bool = False

    @property
    def shown(self) -> str:
        if self.kind == "share":
            return percent(self.figure / 100)
        if self.kind == "change" and self.figure > 0:
            return f"+{thousands(self.figure)}"
        return thousands(self.figure)

    @property
    def mark(self) -> str:
        return f"{{{self.key}}}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A number in the text that is near a locked figure without being it."""

    typed: str
    insert: Insert


def inserts_of(contents: Contents) -> dict[str, Insert]:
    """Every figure that may be put into a text, by key. A hidden figure is not among them."""
    found = [*_of_members(contents), *_of_promises(contents)]
    leading = {each.kin for each in contents.headlines}
    for measure in contents.measures:
        leads = measure.kin in leading
        found += [replace(each, leads=leads) for each in _of_measure(measure)]
    return {each.key: each for each in found if each.figure is not None}


def first_inserts(contents: Contents, every: Mapping[str, Insert]) -> list[Insert]:
    """The handful a writer needs most."""
    keys = []
    for measure in contents.headlines:
        keys += [measure.kin, f"{measure.kin}_more", f"{measure.kin}_women_share"]
    keys += ["members", "promises_kept_share"]
    return [every[key] for key in keys if key in every]


def _of_members(contents: Contents) -> Iterable[Insert]:
    yield Insert(
        "members", contents.members["in_force"], "count", _("members at the end of the year")
    )
    yield Insert("members_new", contents.members["new"], "count", _("new members"))


def _of_promises(contents: Contents) -> Iterable[Insert]:
    for side, key in zip(contents.sides, ("promises", "city_promises"), strict=True):
        if side.share is None:
            continue
        yield Insert(
            f"{key}_due", side.due, "count", _("promises to keep: %(who)s") % {"who": side.name}
        )
        yield Insert(
            f"{key}_kept", side.kept, "count", _("promises kept: %(who)s") % {"who": side.name}
        )
        share = round(100 * side.share)
        label = _("of the promises kept: %(who)s") % {"who": side.name}
        yield Insert(f"{key}_kept_share", share, "share", label)


def _of_measure(measure: LockedMeasure) -> Iterable[Insert]:
    kin, name, kind = measure.kin, measure.name, "share" if measure.is_share else "count"
    if measure.total is not None:
        yield Insert(kin, measure.total, kind, name)
    if measure.before is not None:
        label = _("%(what)s, the year before") % {"what": name}
        yield Insert(f"{kin}_before", measure.before, kind, label)
    if measure.more is not None and not measure.is_share:
        label = _("%(what)s, compared with %(year)d") % {"what": name, "year": measure.year - 1}
        yield Insert(f"{kin}_more", measure.more, "change", label)
    if measure.target is not None:
        yield Insert(f"{kin}_target", measure.target, kind, _("%(what)s, target") % {"what": name})
    if both := women_and_men(measure):
        women, men = both
        share = round(100 * women / (women + men))
        yield Insert(f"{kin}_women", women, "count", _("%(what)s, women") % {"what": name})
        yield Insert(f"{kin}_men", men, "count", _("%(what)s, men") % {"what": name})
        yield Insert(f"{kin}_women_share", share, "share", _("women: %(what)s") % {"what": name})


def filled(text: str, inserts: Mapping[str, Insert]) -> str:
    """The text with every locked figure in its place. One that is not there stays as it was typed."""

    def figure(found: re.Match[str]) -> str:
        insert = inserts.get(found[1])
        if insert is None:
            return found[0]
        shown = insert.shown
        # In running text a change is told in words around it: "93 more than in 2025".
        return shown.lstrip("+\u2212") if insert.kind == "change" else shown

    return MARK.sub(figure, text)


def unknown(text: str, inserts: Mapping[str, Insert]) -> list[str]:
    """Marks that name no locked figure."""
    return [found[0] for found in MARK.finditer(text) if found[1] not in inserts]


def contradictions(
    text: str, inserts: Mapping[str, Insert], kept: Collection[str] = ()
) -> list[Contradiction]:
    """Numbers typed near a locked figure of the same kind. What is far from all is something else."""
    found: dict[str, Contradiction] = {}
    for match in _TYPED.finditer(text):
        typed = match[0].strip()
        insert = _contradicted(match, text, inserts)
        if insert and typed not in kept:
            found.setdefault(typed, Contradiction(typed, insert))
    return list(found.values())


def _contradicted(match: re.Match[str], text: str, inserts: Mapping[str, Insert]) -> Insert | None:
    digits = re.sub(r"\D", "", match["number"])
    value, is_share = float(digits), bool(match["share"])
    if match["decimals"]:
        value = float(f"{digits}.{match['decimals'][1:]}")
    is_year = len(match["number"]) == 4 and 1900 <= value <= 2100 and not is_share
    if is_year or (not is_share and value < LEAST):
        return None
    if digits == "100" and _HUNDRED.search(text[: match.start()]):
        return None
    same = [each for each in inserts.values() if (each.kind == "share") == is_share]
    if any(abs(each.figure) == value for each in same):
        return None
    near = [each for each in same if abs(abs(each.figure) - value) <= CLOSE * abs(each.figure)]
    near.sort(key=lambda each: (not each.leads, abs(abs(each.figure) - value)))
    return next(iter(near), None)


def put_right(text: str, typed: str, insert: Insert) -> str:
    """The text with a typed number replaced by the locked figure's mark, wherever it is typed so."""

    def right(match: re.Match[str]) -> str:
        return insert.mark if match[0].strip() == typed else match[0]

    return _TYPED.sub(right, text)
