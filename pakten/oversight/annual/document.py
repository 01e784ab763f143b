"""The report as a document: the values that the Typst template `report.typ` sets."""

from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from pakten.base.documents.pdf import ARCHIVE, render_pages, render_pdf
from pakten.base.ui.templatetags.pakten import percent, thousands
from pakten.oversight.annual.contents import Contents, LockedMeasure, Number, women_and_men
from pakten.oversight.annual.facts import (
    about_method,
    change_in_words,
    evidence_of,
    failed_in_words,
    goal_in_words,
    women_cards,
)
from pakten.oversight.annual.inserts import inserts_of
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.queries import Texts, texts_of
from pakten.oversight.annual.states import PARTS_IN, Part
from pakten.oversight.annual.texts import Paragraph, Written, written
from pakten.oversight.annual.words import figure_in_words
from pakten.oversight.reports.charts.scale import step_for

TEMPLATE = Path(__file__).parent / "report.typ"
PPI = 72


def report_pdf(report: AnnualReport, lang: str) -> bytes:
    """An edition in a language. Nothing is read but what is locked: the same bytes every time."""
    data = document_of(report, texts_of(report), lang)
    return render_pdf(TEMPLATE, data, lang, at=report.locked.locked_at, standards=ARCHIVE)


def report_pages(report: AnnualReport, lang: str) -> list[bytes]:
    """The pages as pictures, for the editor."""
    return render_pages(TEMPLATE, document_of(report, texts_of(report), lang), lang, ppi=PPI)


def preview_pdf(figures: dict[str, Any], lang: str, *, at: datetime) -> bytes:
    """A report without words on figures that are not locked, marked as such on every page."""
    with translation.override(lang):
        data = _document(Contents(figures), {}, lang, note=_("Not locked. Figures so far."))
    return render_pdf(TEMPLATE, data, lang, at=at, standards=ARCHIVE)


def document_of(report: AnnualReport, texts: Texts, lang: str) -> dict[str, Any]:
    """Everything the document says."""
    with translation.override(lang):
        contents = Contents(report.locked.figures)
        return _document(
            contents, texts, lang, note=_cover_note(report), sha256=report.locked.sha256
        )


def _document(
    contents: Contents, texts: Texts, lang: str, *, note: str, sha256: str = ""
) -> dict[str, Any]:
    inserts = inserts_of(contents)
    said = {part: written(texts, part, lang, inserts) for part in Part}
    title = _("Annual report %(year)d") % {"year": contents.year}
    whole = len(PARTS_IN[lang]) == len(Part)
    period = _("1 January to 31 December %(year)d.") % {"year": contents.year}
    if contents.so_far:
        period = _("1 January to %(day)s.") % {"day": contents.so_far}
    locked = _day(contents)
    return {
        "title": f"{title}, {contents.pact_name}",
        "author": f"{contents.pact_name}, {contents.city}",
        "keywords": [contents.pact_name, contents.city, str(contents.year)],
        "stamp": _("So far") if contents.so_far else "",
        "header": [f"{contents.pact_name}, {title.lower()}", contents.city],
        "foot": _("Figures so far, %(day)s") % {"day": contents.so_far} if contents.so_far
        else _("The figures were locked %(day)s") % {"day": locked},
        "cover": {
            "pact": f"{contents.pact_name}, {contents.city}",
            "title": title,
            "verdict": said[Part.COVER].plain or figure_in_words(contents, Part.BRIEF),
            "note": f"{period} {note}",
        },
        "brief": _brief(contents, said[Part.BRIEF]),
        "promises": _promises(contents, said[Part.PROMISES]) if whole else None,
        "equality": _equality(contents, said[Part.EQUALITY]) if whole else None,
        "example": _example(said[Part.EXAMPLE]) if whole else None,
        "method": _method(contents, said[Part.METHOD]) if whole else None,
        "colophon": _colophon(contents, sha256),
        "words": {
            "source": _("Source:"),
            "who_kept": _("Who kept their promises?"),
            "not_kept": _("What was not kept"),
        },
    }  # fmt: skip


def _day(contents: Contents) -> str:
    moment = datetime.fromisoformat(contents.data["locked_at"])
    return timezone.localdate(moment).isoformat()


def _cover_note(report: AnnualReport) -> str:
    note = _("The figures were locked %(day)s and can be worked out again.") % {
        "day": timezone.localdate(report.locked.locked_at).isoformat()
    }
    if report.locked.edition > 1:
        note += " " + _("Edition %(n)d: %(reason)s") % {
            "n": report.locked.edition, "reason": report.locked.reason.rstrip(".") + ".",
        }  # fmt: skip
    if report.approved_on:
        said = {"who": report.approving_body, "day": report.approved_on.isoformat()}
        note += " " + _("Approved by %(who)s %(day)s") % said
        note += f", {report.case_number}." if report.case_number else "."
    return note


def _paragraphs(rows: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
    return [{"text": p.text, "lead": p.lead, "quote": p.quote} for p in rows]


def _brief(contents: Contents, said: Written) -> dict[str, Any]:
    return {
        "title": _("The year in brief"),
        "text": _paragraphs(said.paragraphs),
        "cards": [_card(each) for each in contents.headlines],
        "chart": _chart(contents, said),
    }


def _card(measure: LockedMeasure) -> dict[str, Any]:
    evidence, words = evidence_of(measure)
    goal = " ".join(part for part in (goal_in_words(measure), change_in_words(measure)) if part)
    return {
        "label": measure.name,
        "number": measure.shown,
        "unit": measure.unit,
        "state": measure.standing,
        "tone": measure.tone,
        "reached": measure.reached,
        "goal": goal,
        "evidence": evidence,
        "evidence_words": words,
    }


def _chart(contents: Contents, said: Written) -> dict[str, Any] | None:
    """The leading measure month by month, beside the two years before."""
    measure = contents.leading
    if measure is None:
        return None
    years = [y for y in range(contents.year, contents.year - 3, -1) if measure.total_of(y)]
    lines = [_line(measure, year, now=year == contents.year) for year in years]
    known = [n for line in lines for _month, n in line["points"]]
    if not known:
        return None
    marks = _marks(max([*known, measure.target or 0]))
    _part_labels(lines, marks[-1])
    return {
        "title": said.heading or measure.name,
        "unit": _("%(what)s, counted from the beginning of the year") % {"what": measure.name},
        "alt": said.alt or figure_in_words(contents, Part.BRIEF),
        "lines": lines,
        "most": marks[-1],
        "marks": [[n, thousands(n)] for n in marks],
        "months": [str(MONTHS_3[n]).lower() for n in range(1, 13)],
        "target": measure.target,
        "target_label": _("Target %(n)s") % {"n": measure.written(measure.target)},
        "source": _("the pact’s ledger, after corrections. %(definition)s")
        % {"definition": measure.definition},
    }


def _marks(most: Number) -> list[Number]:
    """Where the lines across stand, from nought to just above the highest figure."""
    step = step_for(float(most) or 1)
    return [_whole(n * step) for n in range(ceil(most / step) + 1)]


def _whole(n: float) -> Number:
    return int(n) if n == int(n) else n


def _line(measure: LockedMeasure, year: int, *, now: bool) -> dict[str, Any]:
    points = measure.course(year)
    last = points[-1][1] if points else None
    return {"points": points, "now": now, "label_at": last or 0,
            "label": f"{year}: {measure.written(last)}" if points else ""}  # fmt: skip


def _part_labels(lines: list[dict[str, Any]], most: Number) -> None:
    """Names at the ends of lines stand apart, the highest first."""
    room = most * 0.075
    above: float | None = None
    for line in sorted(lines, key=lambda each: -(each["label_at"] or 0)):
        if above is not None and above - line["label_at"] < room:
            line["label_at"] = above - room
        above = line["label_at"]


def _promises(contents: Contents, said: Written) -> dict[str, Any]:
    rows = [
        {"name": name, "rows": [
            {"name": r.name, "promised": thousands(r.promised), "done": r.shown, "reached": r.reached,
             "tone": r.tone, "state": r.standing} for r in group
        ]}
        for name, group in contents.promises
    ]  # fmt: skip
    tones = ("s1", "s2", "s3", "s4")
    sides = [
        {"name": s.name, "due": s.due_words, "words": s.words,
         "parts": [[n, tone] for (_label, n), tone in zip(s.parts, tones, strict=True) if n]}
        for s in contents.sides
    ]  # fmt: skip
    keys = zip(tones, (label for label, _n in contents.sides[0].parts), strict=True)
    return {
        "title": said.heading or _("Promises by activity"),
        "text": _paragraphs(said.paragraphs),
        "head": [_("Activity"), _("Promised"), _("Done"), _("Done of promised"), _("Standing")],
        "groups": rows,
        "note": _(
            "Nearly means 90 to 99 per cent of what was promised, below means less than 90 per cent."
        ),
        "keys": [list(each) for each in keys],
        "sides": sides,
        "alt": said.alt or figure_in_words(contents, Part.PROMISES),
        "failed": failed_in_words(contents),
    }


def _equality(contents: Contents, said: Written) -> dict[str, Any]:
    rows = []
    for measure in contents.split_by_gender:
        women, men = women_and_men(measure) or (0, 0)
        share = percent(women / (women + men))
        rows.append([measure.name, measure.written(women), measure.written(men), share])
    return {
        "title": said.heading or _("Women and men"),
        "text": _paragraphs(said.paragraphs),
        "cards": women_cards(contents),
        "head": [_("Measure"), _("Women"), _("Men"), _("Share of women")],
        "rows": rows,
        "way": _("From proposed to still at work"),
        "way_head": [_("Stage"), _("People"), _("Of 100 proposed")],
        "way_rows": [[each["stage"], each["count"], each["per_100"]] for each in contents.funnel],
    }


def _example(said: Written) -> dict[str, Any] | None:
    if not said.paragraphs:
        return None
    return {"title": said.heading or _("A good example"), "text": _paragraphs(said.paragraphs)}


def _method(contents: Contents, said: Written) -> dict[str, Any]:
    return {
        "title": said.heading or _("Method and definitions"),
        "text": _paragraphs(said.paragraphs),
        "items": [list(each) for each in about_method(contents)],
    }


def _colophon(contents: Contents, sha256: str) -> str:
    words = _(
        "Report and data: CC0. The same figures stand on the pact’s web site as CSV and JSON-stat."
    )
    if sha256:
        groups = " ".join(sha256[n : n + 4] for n in range(0, 16, 4))
        words += " " + _("Fingerprint of the locked figures: %(hash)s.") % {"hash": groups}
    words += " " + _("Made with Pakten, free software.")
    if contents.is_example:
        words += " " + _("All organisations and figures are invented examples.")
    return words
