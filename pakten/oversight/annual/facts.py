"""Short facts beside the figures, the same words on paper and on the web."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.agreements.results.states import Evidence
from pakten.base.ui.templatetags.pakten import percent
from pakten.oversight.annual.contents import Contents, LockedMeasure, women_and_men
from pakten.oversight.annual.states import Fate

CARDS = 3
_EVIDENCE = ((Evidence.REGISTER, "s1"), (Evidence.CONFIRMED, "s2"), (Evidence.SELF_REPORTED, "s3"))


def goal_in_words(measure: LockedMeasure) -> str:
    """“Target 500.”, or nothing."""
    if measure.target is None:
        return ""
    return _("Target %(n)s.") % {"n": measure.written(measure.target)}


def change_in_words(measure: LockedMeasure) -> str:
    """“93 more than 2025 (400).”, or nothing where either figure is hidden."""
    if measure.more is None or not measure.before:
        return ""
    names = {
        "n": measure.written(abs(measure.more)), "year": measure.year - 1,
        "before": measure.written(measure.before),
    }  # fmt: skip
    if measure.more == 0:
        return _("As many as %(year)d.") % names
    if measure.more > 0:
        return _("%(n)s more than %(year)d (%(before)s).") % names
    return _("%(n)s fewer than %(year)d (%(before)s).") % names


def evidence_of(measure: LockedMeasure) -> tuple[list[list[Any]], str]:
    """How much rests on what evidence, the strongest first: for a bar, and in words."""
    cells = {each.code: each.figure for each in measure.split("evidence")}
    if None in cells.values() or not measure.total:
        return [], ""
    found = [(Evidence(code), cells.get(code.value) or 0, tone) for code, tone in _EVIDENCE]
    whole = sum(n for _code, n, _tone in found)
    if not whole:
        return [], ""
    told = [f"{percent(n / whole)} {str(code.label).lower()}" for code, n, _tone in found if n]
    return [[n, tone] for _code, n, tone in found if n], " · ".join(told)


def failed_in_words(contents: Contents) -> str:
    """What was not kept at all, and why, as both sides have said."""
    failed = sum(side.fates[Fate.NOT_KEPT] for side in contents.sides)
    if not failed:
        return ""
    words = ngettext(
        "%(n)d promise was not kept at all.", "%(n)d promises were not kept at all.", failed
    ) % {"n": failed}
    if contents.causes:
        causes = ", ".join(f"{label.lower()} ({n})" for label, n in contents.causes)
        words += " " + _("Most often told as the cause of less than promised: %(causes)s.") % {
            "causes": causes
        }
    return words


def women_cards(contents: Contents) -> list[dict[str, str]]:
    """The share of women in what the pact is judged by, and the goals set for women."""
    cards = []
    for measure in contents.headlines:
        if both := women_and_men(measure):
            women, men = both
            said = _("women: %(what)s.") % {"what": measure.name}
            cards.append({"number": percent(women / (women + men)), "text": said})
            cards += _goal_card(measure, women)
    return cards[:CARDS]


def _goal_card(measure: LockedMeasure, women: float) -> list[dict[str, str]]:
    for target in measure.data["targets"]:
        if target["gender"] == "woman" and not target["target_group"] and not target["district"]:
            goal = target["quantity"]
            said = (
                _("The goal for women was reached.")
                if women >= goal
                else _("The goal for women was not reached.")
            )
            number = _("%(n)s of %(goal)s") % {
                "n": measure.written(women),
                "goal": measure.written(goal),
            }
            return [{"number": number, "text": f"{measure.name}. {said}"}]
    return []


def about_method(contents: Contents) -> list[tuple[str, str]]:
    """The ledger, the evidence, small numbers, and the definition of each measure told above."""
    n = contents.smallest
    said = [
        (_("The ledger"), _("Every deed is written once, where it happens. Corrections are rows of their own with a reason. The ledger holds no names.")),
        (_("How sure"), _("From a register: agrees with an authority’s register. Confirmed by both: two parties have said the same. Told by one: one party.")),
        (_("Small numbers"), _("Fewer than %(n)d people are never shown, and figures that would give them away are hidden too.") % {"n": n}),
    ]  # fmt: skip
    rate = contents.data.get("error_rate") or {"checked": 0, "wrong": 0}
    if rate["checked"]:
        text = ngettext(
            "The other side was asked about %(checked)d deed, drawn by chance. %(wrong)d was wrong.",
            "The other side was asked about %(checked)d deeds, drawn by chance. %(wrong)d were wrong.",
            rate["checked"],
        )
        said.append((_("Samples"), text % rate))
    for measure in contents.headlines:
        title = f"{measure.name}, " + _("version %(n)d") % {"n": measure.version_number}
        if measure.definition:
            since = measure.version["from"]
            ending = " " + _("In force from %(day)s.") % {"day": since} if since else ""
            said.append((title, measure.definition + ending))
    return said
