"""What the editor shows beside the words: parts, languages, figures to put in, what deviates."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from pakten.oversight.annual.checklist import checks_of, contradictions_of
from pakten.oversight.annual.contents import Contents
from pakten.oversight.annual.inserts import first_inserts, inserts_of
from pakten.oversight.annual.models import AnnualReport
from pakten.oversight.annual.page import course_chart
from pakten.oversight.annual.queries import (
    Texts,
    corrected_since,
    freshness,
    is_older,
    texts_of,
)
from pakten.oversight.annual.rules import needs_words, words_in
from pakten.oversight.annual.stages import stages_of
from pakten.oversight.annual.states import (
    MOST_WORDS,
    PARTS_IN,
    SOURCE,
    WITH_FIGURE,
    Lang,
    Part,
)
from pakten.oversight.annual.words import figure_in_words

# The page of the PDF that a part stands on, and how many there are to leaf through.
PAGE_OF = {
    Part.COVER: 1,
    Part.BRIEF: 2,
    Part.PROMISES: 3,
    Part.EQUALITY: 4,
    Part.EXAMPLE: 5,
    Part.METHOD: 5,
}


@dataclass(frozen=True, slots=True)
class Outlined:
    """A part in the outline, with how far it is."""

    part: Part
    note: str
    tone: str
    current: bool


def editor_context(report: AnnualReport, part: Part, lang: str) -> dict[str, Any]:
    """Everything but the form."""
    texts, contents = texts_of(report), Contents(report.locked.figures)
    every, text = inserts_of(contents), texts.get((part, lang))
    chosen = first_inserts(contents, every)
    return {
        "report": report,
        "contents": contents,
        "part": part,
        "lang": Lang(lang),
        "pdf_lang": lang,
        "text": text,
        "source": texts.get((part, SOURCE)) if lang != SOURCE else None,
        "older": is_older(texts, part, lang),
        "initial": _initial(report, contents, texts, part, lang),
        "outline": [_outlined(texts, each, lang, part) for each in PARTS_IN[lang]],
        "languages": freshness(texts),
        "stages": stages_of(report),
        "first": chosen,
        "rest": [each for each in every.values() if each not in chosen],
        "deviating": contradictions_of(contents, texts).get((part.value, lang), []),
        "words": words_in(text.body) if text else 0,
        "most": MOST_WORDS[part],
        "chart": course_chart(contents) if part == Part.BRIEF else None,
        "checks": checks_of(report, contents, texts, corrected_since(contents)),
        "page": min(PAGE_OF[part], len(PARTS_IN[lang])),
    }  # fmt: skip


def _initial(
    report: AnnualReport, contents: Contents, texts: Texts, part: Part, lang: str
) -> dict[str, Any]:
    text = texts.get((part, lang))
    with translation.override(lang):
        told = figure_in_words(contents, part) if part in WITH_FIGURE else ""
    if text is None:
        return {"revision": 0, "alt": told, "example_agreed": report.example_agreed}
    return {
        "heading": text.heading,
        "body": text.body,
        "alt": text.alt or told,
        "revision": text.revision,
        "example_agreed": report.example_agreed,
    }


def _outlined(texts: Texts, part: Part, lang: str, current: Part) -> Outlined:
    here = part == current
    text = texts.get((part, lang))
    if is_older(texts, part, lang):
        return Outlined(part, _("Older"), "warning", here)
    if text and text.body:
        return Outlined(part, _("Written"), "ok", here)
    if needs_words(part, lang) or lang != SOURCE:
        return Outlined(part, _("No text"), "warning", here)
    return Outlined(part, _("Figures only"), "neutral", here)
