"""Writing texts: every change is kept, and what is older than the Swedish is known to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from pakten.base.access import Actor, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Measure, Pact, TextChange, TextState
from pakten.parties.pacts.rules import check_sentence, is_in_use
from pakten.parties.pacts.states import TextChangeKind
from pakten.parties.pacts.texts import KINDS, LANGUAGES, SOURCE, Kind, fingerprint, place_of

Texts = Mapping[str, LocalText]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text as typed in several languages, and which of them a machine made.

    `corrects`: only the spelling of the Swedish changes, so the other languages still match.
    """

    text: LocalText
    by_machine: frozenset[str] = frozenset()
    corrects: bool = False


def edit_text(
    row: models.Model, field: str, wording: Wording, *, by: Actor, at: datetime
) -> models.Model:
    """Change one text in one or more languages where it stands.

    What is promised or counted keeps its meaning: its Swedish is only corrected, and a sentence
    that letters carry is not changed in any language. Raises `ValidationError` by language.
    """
    kept = type(row)._default_manager.select_for_update().get(pk=row.pk)
    kind = KINDS[f"{row._meta.model_name}.{field}"]
    require(by, kind.verb, kept)  # type: ignore[arg-type]
    old = LocalText(getattr(kept, field))
    new = _clean({**old, **wording.text})
    _can_edit(kept, kind, old, new, corrects=wording.corrects)
    reason = TextChangeKind.CORRECTED if wording.corrects else TextChangeKind.WRITTEN
    write_texts(kept, {field: new}, reason, by=by, at=at)
    changed = [lang for lang in wording.by_machine if new.get(lang) and new[lang] != old.get(lang)]
    TextState.objects.filter(
        pact=pact_of(kept), place=place_of(kept, field), lang__in=changed
    ).update(is_machine=True)
    return kept


def _can_edit(
    row: models.Model, kind: Kind, old: LocalText, new: LocalText, *, corrects: bool
) -> None:
    if old.get(SOURCE) and not new.get(SOURCE):
        raise ValidationError({SOURCE: _("Write the text in Swedish; the others follow it.")})
    for lang, words in new.items():
        if len(words) > kind.longest:
            raise ValidationError(
                {lang: _("At most %(most)d characters fit here.") % {"most": kind.longest}}
            )
        if kind.key == "measure.pledge_sentence":
            check_sentence(words, lang)
    if new == old or not kind.is_definition:
        return
    if kind.key in ("measure.pledge_sentence", "measure.name") and _is_signed(row, kind):
        raise ValidationError(
            _(
                "Letters carry these words in every language. Change the measure from a day "
                "instead: letters keep the words they have."
            )
        )
    if new.get(SOURCE) != old.get(SOURCE) and not corrects:
        raise ValidationError(
            {
                "corrects": _(
                    "Tick this when only the spelling changes. A new meaning is a new version: "
                    "change it from a day in the catalogue."
                )
            }
        )


def _is_signed(row: models.Model, kind: Kind) -> bool:
    """Whether letters hold these very words: the sentence, or the name where there is none."""
    if not isinstance(row, Measure) or not is_in_use(row):
        return False
    return kind.field == "pledge_sentence" or not row.pledge_sentence


def review_text(row: models.Model, field: str, lang: str, *, by: Actor, at: datetime) -> None:
    """Say that a language has been looked through and matches the Swedish as it is now."""
    kept = type(row)._default_manager.select_for_update().get(pk=row.pk)
    require(by, KINDS[f"{row._meta.model_name}.{field}"].verb, kept)  # type: ignore[arg-type]
    text = LocalText(getattr(kept, field))
    if lang not in LANGUAGES or not text.get(lang):
        raise ValidationError(_("There is no text in this language yet. Write it first."))
    pen = _Pen(pact_of(kept), place_of(kept, field), by, at)
    pen.remember(lang, text.get(SOURCE, ""))
    pen.note(lang, TextChangeKind.REVIEWED, text[lang], text[lang])


def write_texts(
    row: models.Model, texts: Texts, kind: TextChangeKind, *, by: Actor, at: datetime
) -> None:
    """Put texts on a saved row, and remember what each language was made from."""
    for field, given in texts.items():
        old = LocalText(getattr(row, field))
        new = _clean(given)
        setattr(row, field, new)
        _Pen(pact_of(row), place_of(row, field), by, at).follow(old, new, kind)
    row.save(update_fields=list(texts))


def carry_states(before: models.Model, after: models.Model) -> None:
    """A new version begins with what is known about the texts of the one before."""
    prefix = f"{before._meta.model_name}.{before.pk}."
    rows = TextState.objects.filter(pact=pact_of(before), place__startswith=prefix)
    TextState.objects.bulk_create(
        TextState(
            pact_id=each.pact_id,
            place=place_of(after, each.place.removeprefix(prefix)),
            lang=each.lang,
            source_hash=each.source_hash,
            is_machine=each.is_machine,
            changed_at=each.changed_at,
        )
        for each in rows
    )


def pact_of(row: models.Model) -> int:
    """The pact a row belongs to; a pact to itself."""
    return int(row.pk if isinstance(row, Pact) else row.pact_id)  # type: ignore[attr-defined]


def _clean(text: Mapping[str, str]) -> LocalText:
    return LocalText({lang: words.strip() for lang, words in text.items() if words.strip()})


@dataclass(frozen=True, slots=True)
class _Pen:
    """Keeps track of one text: where it is, who writes and when."""

    pact_id: int
    place: str
    by: Actor
    at: datetime

    def follow(self, old: LocalText, new: LocalText, kind: TextChangeKind) -> None:
        """The other languages beside a change of the Swedish: changed too, still matching, or older."""
        rows = TextState.objects.filter(pact=self.pact_id, place=self.place)
        known = {each.lang: each for each in rows}
        for lang in sorted({*old, *new}):
            was, now = old.get(lang, ""), new.get(lang, "")
            if was != now:
                self.note(lang, kind if lang == SOURCE else TextChangeKind.TRANSLATED, was, now)
            if lang == SOURCE:
                continue
            if not now:
                rows.filter(lang=lang).delete()
            elif now != was:
                self.remember(lang, new.get(SOURCE, ""))
            elif old.get(SOURCE) != new.get(SOURCE):
                self.age(
                    lang, known.get(lang), old, new, corrected=kind == TextChangeKind.CORRECTED
                )

    def age(
        self, lang: str, state: TextState | None, old: LocalText, new: LocalText, *, corrected: bool
    ) -> None:
        """Only the Swedish changed: a correction keeps this language fresh, else it is older now."""
        before = old.get(SOURCE, "")
        if not corrected and state is None:
            self.remember(lang, before)
        elif corrected and state and state.source_hash == fingerprint(before):
            state.source_hash = fingerprint(new.get(SOURCE, ""))
            state.save(update_fields=["source_hash"])

    def remember(self, lang: str, source: str) -> None:
        """This language matches that Swedish."""
        TextState.objects.update_or_create(
            pact_id=self.pact_id,
            place=self.place,
            lang=lang,
            defaults={
                "source_hash": fingerprint(source),
                "is_machine": False,
                "changed_at": self.at,
            },
        )

    def note(self, lang: str, kind: TextChangeKind, before: str, after: str) -> None:
        """A row of history."""
        TextChange.objects.create(
            pact_id=self.pact_id,
            place=self.place,
            lang=lang,
            kind=kind,
            before=before,
            after=after,
            changed_by_id=self.by.account_id,
            changed_at=self.at,
        )
