"""What is looked at before a report is sent: what must be mended, and what should be known."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.freezing import fingerprint
from pakten.oversight.annual.inserts import Contradiction, contradictions, inserts_of
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.queries import (
    Correction,
    Texts,
    freshness,
    texts_of,
)
from pakten.oversight.annual.rules import needs_words
from pakten.oversight.annual.states import PARTS_IN, SOURCE, WITH_FIGURE, Lang, Part


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list. `stops`: the report cannot be sent before it is mended."""

    holds: bool
    text: str
    stops: bool = True


def checks_of(
    report: AnnualReport, contents: Contents, texts: Texts, corrected: list[Correction]
) -> list[Check]:
    """Every line, in the order of the page."""
    return [
        _untouched(report),
        _small(contents),
        _figures_in_words(texts),
        *_written(texts),
        _example(report, texts),
        _deviating(contents, texts),
        _sums(corrected),
        *_languages(texts),
    ]


def missing_before_sending(report: AnnualReport) -> list[str]:
    """What stops the report, in words."""
    contents = Contents(report.locked.figures)
    checks = checks_of(report, contents, texts_of(report), [])
    return [check.text for check in checks if check.stops and not check.holds]


def contradictions_of(
    contents: Contents, texts: Texts
) -> dict[tuple[str, str], list[Contradiction]]:
    """Every number that differs from a locked one, by part and language."""
    inserts = inserts_of(contents)
    found = {
        key: contradictions(f"{text.heading}\n{text.body}", inserts, text.kept)
        for key, text in texts.items()
    }
    return {key: each for key, each in found.items() if each}


def _untouched(report: AnnualReport) -> Check:
    holds = fingerprint(report.locked.figures) == report.locked.sha256
    return Check(holds, _("The figures are those that were locked") if holds else
                 _("The figures are not those that were locked"))  # fmt: skip


def _small(contents: Contents) -> Check:
    n = contents.smallest
    holds = not any(0 < figure < n for figure in _of_persons(contents.data))
    said = (
        _("No number of people below %(n)d is shown")
        if holds
        else _("A number of people below %(n)d is shown")
    )
    return Check(holds, said % {"n": n})


def _of_persons(data: Any) -> list[float]:
    """Every shown figure that counts persons."""
    found: list[float] = []
    for each in data["measures"]:
        if each["per_person"] and not each["share"]:
            found += [n for n in each["totals"].values() if n is not None]
            for cells in each["splits"].values():
                found += [n for n in cells.values() if n is not None]
            for months in each["months"].values():
                found += [n for n in months if n is not None]
    return found


def _figures_in_words(texts: Texts) -> Check:
    silent = [text for (part, _lang), text in texts.items() if part in WITH_FIGURE and not text.alt]
    return Check(not silent, _("Every figure is told in words") if not silent else
                 _("A figure is not told in words"))  # fmt: skip


def _written(texts: Texts) -> list[Check]:
    lacking = [
        part for part in PARTS_IN[SOURCE]
        if needs_words(part, SOURCE) and not (texts.get((part, SOURCE)) and texts[part, SOURCE].body)
    ]  # fmt: skip
    if not lacking:
        return [Check(True, _("Every part is written in Swedish"))]
    return [
        Check(False, _("“%(part)s” has no text in Swedish") % {"part": p.label}) for p in lacking
    ]


def _example(report: AnnualReport, texts: Texts) -> Check:
    told = any(
        texts.get((Part.EXAMPLE, lang))
        for lang in PARTS_IN
        if texts.get((Part.EXAMPLE, lang)) and texts[Part.EXAMPLE, lang].body
    )
    if not told:
        return Check(True, _("There is no example that anybody has to agree to"))
    if report.example_agreed:
        return Check(True, _("The member agrees to the example"))
    return Check(False, _("The member has not agreed to the example"))


def _deviating(contents: Contents, texts: Texts) -> Check:
    n = sum(len(each) for each in contradictions_of(contents, texts).values())
    if not n:
        return Check(True, _("The numbers in the text are the locked ones"))
    said = ngettext("%(n)d number in the text differs from the locked one",
                    "%(n)d numbers in the text differ from the locked ones", n)  # fmt: skip
    return Check(False, said % {"n": n})


def _sums(corrected: list[Correction]) -> Check:
    n = len(corrected)
    if not n:
        return Check(True, _("The figures agree with the ledger today"), stops=False)
    said = ngettext("%(n)d figure has been corrected in the ledger since the locking",
                    "%(n)d figures have been corrected in the ledger since the locking", n)  # fmt: skip
    return Check(False, said % {"n": n}, stops=False)


def _languages(texts: Texts) -> list[Check]:
    found = []
    for each in freshness(texts):
        if each.lang == SOURCE:
            continue
        label = Lang(each.lang).label
        if not each.written:
            found.append(
                Check(False, _("%(language)s is not written") % {"language": label}, False)
            )
        elif each.older:
            said = _("%(language)s is older than the Swedish") % {"language": label}
            found.append(Check(False, said, False))
        else:
            said = _("%(language)s follows the Swedish") % {"language": label}
            found.append(Check(True, said, False))
    return found
