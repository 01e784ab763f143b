"""The figures of a report in words: what a screen reader says where others see a chart."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.oversight.annual.contents import Contents, LockedMeasure, women_and_men
from pakten.oversight.annual.states import Part


def figure_in_words(contents: Contents, part: str) -> str:
    """What the figure of a part says, by rule; the writer may say it better."""
    if part == Part.BRIEF:
        return _year_by_month(contents)
    if part == Part.PROMISES:
        return _kept(contents)
    if part == Part.EQUALITY:
        return _women_and_men(contents)
    return ""


def _year_by_month(contents: Contents) -> str:
    measure = contents.leading
    if measure is None:
        return ""
    words = _("%(what)s: %(now)s in %(year)d") % {
        "what": measure.name, "now": measure.shown, "year": contents.year,
    }  # fmt: skip
    earlier = [
        _("%(number)s in %(year)d") % {"number": measure.written(measure.total_of(y)), "year": y}
        for y in (contents.year - 1, contents.year - 2)
        if measure.total_of(y) != 0
    ]
    if earlier:
        words += _(", against %(years)s") % {"years": _(" and ").join(earlier)}
    if measure.target is not None:
        target = {"year": contents.year, "target": measure.written(measure.target)}
        return f"{words}. " + _("The target for %(year)d was %(target)s.") % target
    return f"{words}."


def _kept(contents: Contents) -> str:
    said = []
    for side in contents.sides:
        fates = ", ".join(f"{label.lower()} {n}" for label, n in side.parts)
        n = side.due
        said.append(
            ngettext("%(who)s had %(n)d promise: %(fates)s.", "%(who)s had %(n)d promises: %(fates)s.", n)
            % {"who": side.name, "n": n, "fates": fates}
        )  # fmt: skip
    return " ".join(said)


def _women_and_men(contents: Contents) -> str:
    return " ".join(_pair(each) for each in contents.split_by_gender[:3])


def _pair(measure: LockedMeasure) -> str:
    women, men = women_and_men(measure) or (0, 0)
    return _("%(what)s: %(women)s women and %(men)s men.") % {
        "what": measure.name,
        "women": measure.written(women),
        "men": measure.written(men),
    }
