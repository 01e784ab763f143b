"""Writing beside locked figures. A text saved over somebody else's is told, and nothing is lost."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.inserts import inserts_of, put_right, unknown
from pakten.oversight.annual.models import AnnualReport, ReportText
from pakten.oversight.annual.rules import words_in
from pakten.oversight.annual.states import MOST_WORDS, PARTS_IN, SOURCE, Part


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed: `revision` is the one it was typed over, 0 for none."""

    heading: str
    body: str
    alt: str
    revision: int
    example_agreed: bool | None = None


def inserted(draft: Draft, key: str) -> Draft:
    """The draft with a locked figure's mark at the end of its text, where one was chosen."""
    if not key:
        return draft
    return replace(draft, body=f"{draft.body.rstrip()} {{{key}}}".lstrip())


def open_report(report: AnnualReport, verb: Verb, by: Actor) -> AnnualReport:
    """The report locked for a change of its words, while it is being written."""
    locked = AnnualReport.objects.select_for_update().get(pk=report.pk)
    require(by, verb, locked)
    if not locked.is_open:
        raise ValidationError(
            _("The report is not being written any more. Take it back for changes first.")
        )
    return locked


def write_report(
    report: AnnualReport, part: Part, lang: str, draft: Draft, *, by: Actor, at: datetime
) -> ReportText:
    """Save one part in one language. `stale` when somebody saved it since it was opened."""
    report = open_report(report, Verb.WRITE_REPORT, by)
    if part not in PARTS_IN[lang]:
        raise ValidationError(_("The Arabic report is a summary: cover and the year in brief."))
    _check(report, part, draft)
    text = report.texts.filter(part=part, lang=lang).first()
    if (text.revision if text else 0) != draft.revision:
        raise ValidationError(
            _("Somebody else saved this part while you wrote. Both texts stand below."),
            code="stale",
        )
    text = text or ReportText(pact=report.pact, report=report, part=part, lang=lang, revision=0)
    changed = (text.heading, text.body, text.alt) != (draft.heading, draft.body, draft.alt)
    text.heading, text.body, text.alt = draft.heading, draft.body, draft.alt
    text.revision += changed or not text.pk
    text.matches = text.revision if lang == SOURCE else _source_revision(report, part)
    text.changed_at, text.changed_by_id = at, by.account_id
    text.save()
    if part == Part.EXAMPLE and draft.example_agreed is not None:
        report.example_agreed = draft.example_agreed
        report.save(update_fields=["example_agreed"])
    return text


def _check(report: AnnualReport, part: Part, draft: Draft) -> None:
    most = MOST_WORDS[part]
    if (words := words_in(draft.body)) > most:
        text = _(
            "The text has %(words)d words. Take away %(over)d: at most %(most)d fit on the page."
        )
        raise ValidationError({"body": text % {"words": words, "over": words - most, "most": most}})
    inserts = inserts_of(Contents(report.locked.figures))
    for field in ("heading", "body", "alt"):
        if missing := unknown(getattr(draft, field), inserts):
            text = _(
                "There is no locked figure %(mark)s. Choose one from the list, or write the number."
            )
            raise ValidationError({field: text % {"mark": missing[0]}})


def _source_revision(report: AnnualReport, part: Part) -> int:
    source = report.texts.filter(part=part, lang=SOURCE).first()
    return source.revision if source else 0


def correct_figure(
    report: AnnualReport, part: Part, lang: str, typed: str, key: str, *, by: Actor, at: datetime
) -> None:
    """Put the locked figure in the place of a typed number, as a mark that always is right."""
    report = open_report(report, Verb.CORRECT_FIGURE, by)
    text = _text(report, part, lang)
    insert = inserts_of(Contents(report.locked.figures)).get(key)
    if insert is None:
        raise ValidationError(_("There is no such locked figure."))
    text.heading = put_right(text.heading, typed, insert)
    text.body = put_right(text.body, typed, insert)
    _save(text, by, at)


def keep_figure(
    report: AnnualReport, part: Part, lang: str, typed: str, *, by: Actor, at: datetime
) -> None:
    """Leave a number as it is: the writer means something else than the locked figure."""
    report = open_report(report, Verb.KEEP_FIGURE, by)
    text = _text(report, part, lang)
    text.kept = sorted({*text.kept, typed[:40]})
    text.save(update_fields=["kept"])


def _text(report: AnnualReport, part: Part, lang: str) -> ReportText:
    found = report.texts.filter(part=part, lang=lang).first()
    if found is None:
        raise ValidationError(_("There is no text yet."))
    return found


def _save(text: ReportText, by: Actor, at: datetime) -> None:
    """One revision more. Putting a figure right does not make the other languages older."""
    was_current = text.matches == text.revision
    text.revision += 1
    if text.lang == SOURCE and was_current:
        others = ReportText.objects.filter(
            report=text.report_id, part=text.part, matches=text.matches
        ).exclude(lang=SOURCE)
        others.update(matches=text.revision)
        text.matches = text.revision
    text.changed_at, text.changed_by_id = at, by.account_id
    text.save()
