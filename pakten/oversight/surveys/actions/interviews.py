"""Interviews: note, open to read, tag passages, propose, approve, publish and withdraw quotes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import (
    Interview,
    Passage,
    PassageTheme,
    Quote,
    Reading,
    Survey,
    Theme,
)
from pakten.oversight.surveys.rules import can_quote
from pakten.oversight.surveys.states import QUOTES, Agreed, ApprovedHow, QuoteState
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Talk:
    """An interview as it is noted."""

    held_on: date
    interviewed: str
    language: str
    agreed: Sequence[str]
    notes: str


def note_interview(pact: Pact, talk: Talk, *, by: Actor, at: datetime) -> Interview:
    """Write down an interview. Without a yes to notes there are none."""
    require(by, Verb.NOTE_INTERVIEW, pact)
    _can_note(talk, at)
    return Interview.objects.create(
        pact=pact, held_on=talk.held_on, interviewed=talk.interviewed, language=talk.language,
        agreed=list(talk.agreed), notes=talk.notes, held_by_id=by.account_id, noted_at=at,
    )  # type: ignore[misc]  # fmt: skip


def edit_interview(interview: Interview, talk: Talk, *, by: Actor, at: datetime) -> Interview:
    """Correct the notes or what was agreed to. A yes to quotes taken back takes the quotes too."""
    kept = _locked(interview)
    require(by, Verb.EDIT_INTERVIEW, kept)
    _can_note(talk, at)
    kept.held_on, kept.interviewed, kept.language = talk.held_on, talk.interviewed, talk.language
    kept.agreed, kept.notes = list(talk.agreed), talk.notes
    kept.save()
    if Agreed.QUOTES not in kept.agreed:
        _withdraw_all(kept, at)
    if Agreed.THEMES not in kept.agreed:
        PassageTheme.objects.filter(passage__interview=kept).delete()
    return kept


def remove_interview(interview: Interview, *, by: Actor, at: datetime) -> None:
    """The interviewed takes it all back: the notes, the passages, and every quote."""
    kept = _locked(interview)
    require(by, Verb.REMOVE_INTERVIEW, kept)
    _withdraw_all(kept, at)
    kept.delete()


def open_interview(interview: Interview, *, by: Actor, at: datetime) -> Reading:
    """Ask to read the notes. That one did is kept, and the one interviewed can be told."""
    require(by, Verb.OPEN_INTERVIEW, interview)
    return Reading.objects.create(
        pact_id=interview.pact_id, account_id=by.account_id, interview=interview, at=at
    )  # type: ignore[misc]


def read_words(survey: Survey, *, by: Actor, at: datetime) -> Reading:
    """Ask to read what people wrote in their own words. That one did is kept."""
    require(by, Verb.READ_WORDS, survey)
    return Reading.objects.create(
        pact_id=survey.pact_id, account_id=by.account_id, survey=survey, at=at
    )  # type: ignore[misc]


def tag_passage(
    interview: Interview, words: str, themes: Sequence[Theme], *, by: Actor, at: datetime
) -> Passage:
    """Mark a piece of the notes as being about some themes."""
    kept = _locked(interview)
    require(by, Verb.TAG_PASSAGE, kept)
    if Agreed.THEMES not in kept.agreed:
        raise ValidationError(_("The interviewed has not agreed to being counted by theme."))
    if not _one_line(words) or _one_line(words) not in _one_line(kept.notes):
        raise ValidationError({"words": _("Copy the words as they stand in the notes.")})
    if not themes or any(theme.retired_on for theme in themes):
        raise ValidationError({"themes": _("Choose at least one theme that is in use.")})
    passage = Passage.objects.create(pact_id=kept.pact_id, interview=kept, words=words.strip())
    PassageTheme.objects.bulk_create(
        PassageTheme(pact_id=kept.pact_id, passage=passage, theme=theme) for theme in themes
    )
    return passage


def untag_passage(passage: Passage, *, by: Actor, at: datetime) -> None:
    """Take away a marked piece."""
    kept = _locked(passage.interview)
    require(by, Verb.UNTAG_PASSAGE, kept)
    Passage.objects.filter(pk=passage.pk).delete()


def propose_quote(
    interview: Interview, theme: Theme, words: LocalText, *, by: Actor, at: datetime
) -> Quote:
    """Words to ask the interviewed about. Nobody else reads them before a yes."""
    kept = _locked(interview)
    require(by, Verb.PROPOSE_QUOTE, kept)
    if Agreed.QUOTES not in kept.agreed:
        raise ValidationError(_("The interviewed has not agreed to being asked about quotes."))
    if theme.retired_on:
        raise ValidationError({"theme": _("Choose a theme that is in use.")})
    for said in words.values():
        can_quote(said)
    return Quote.objects.create(
        pact_id=kept.pact_id, interview=kept, theme=theme, words=words, said_by=kept.interviewed,
        said_in=kept.language,
    )  # fmt: skip


def approve_quote(quote: Quote, how: ApprovedHow, on: date, *, by: Actor, at: datetime) -> Quote:
    """Note the interviewed's yes to the quote as it stands: how and when it was given."""
    kept = _move(quote, QuoteState.APPROVED, by)
    if on > timezone.localdate(at):
        raise ValidationError({"on": _("The yes cannot be given on a day to come.")})
    kept.how, kept.approved_on, kept.approved_by_id = how, on, by.account_id
    kept.save()
    return kept


def publish_quote(quote: Quote, *, by: Actor, at: datetime) -> Quote:
    """From now on anybody may read it, beside the numbers."""
    kept = _move(quote, QuoteState.PUBLIC, by)
    kept.published_at = at
    kept.save()
    return kept


def withdraw_quote(quote: Quote, *, by: Actor, at: datetime) -> Quote:
    """Gone at once everywhere: whatever shows quotes asks for the public ones each time."""
    kept = _move(quote, QuoteState.WITHDRAWN, by)
    kept.withdrawn_at = at
    kept.save()
    return kept


def _move(quote: Quote, to: QuoteState, by: Actor) -> Quote:
    kept = Quote.objects.select_for_update(of=("self",)).get(pk=quote.pk)
    origins, verb = QUOTES[to]
    require(by, verb, kept)
    if kept.state not in origins:
        raise ValidationError(
            _("The quote is “%(state)s” and cannot become “%(to)s” from there.")
            % {"state": kept.get_state_display(), "to": to.label}
        )
    kept.state = to
    return kept


def _withdraw_all(interview: Interview, at: datetime) -> None:
    interview.quotes.exclude(state=QuoteState.WITHDRAWN).update(
        state=QuoteState.WITHDRAWN, withdrawn_at=at
    )


def _can_note(talk: Talk, at: datetime) -> None:
    if talk.held_on > timezone.localdate(at):
        raise ValidationError({"held_on": _("The interview cannot be held on a day to come.")})
    if Agreed.NOTES not in talk.agreed:
        raise ValidationError({"agreed": _("Notes need a yes from the one interviewed.")})


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _locked(interview: Interview) -> Interview:
    return Interview.objects.select_for_update(of=("self",)).get(pk=interview.pk)
