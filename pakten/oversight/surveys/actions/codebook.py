"""The codebook: add a theme, word it, let one go up in another, put one away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.oversight.surveys.models import PassageTheme, Quote, Theme
from pakten.parties.pacts.models import Pact


@dataclass(frozen=True, slots=True)
class Entry:
    """A theme as it is typed. `kins`: the measures it stands beside."""

    name: LocalText
    definition: LocalText
    kins: Sequence[str] = ()


def add_theme(pact: Pact, entry: Entry, *, by: Actor, at: datetime) -> Theme:
    """A new theme, last in the book."""
    require(by, Verb.ADD_THEME, pact)
    _can_name(pact.pk, entry, None)
    last = Theme.objects.filter(pact=pact).count()
    return Theme.objects.create(
        pact=pact,
        name=entry.name,
        definition=entry.definition,
        kins=list(entry.kins),
        position=last,
    )


def edit_theme(theme: Theme, entry: Entry, *, by: Actor, at: datetime) -> Theme:
    """Word a theme, and say which measures it stands beside."""
    kept = _locked(theme)
    require(by, Verb.EDIT_THEME, kept)
    _can_use(kept)
    _can_name(kept.pact_id, entry, kept)
    kept.name = LocalText({**kept.name, **entry.name})
    kept.definition = LocalText({**kept.definition, **entry.definition})
    kept.kins = list(entry.kins)
    kept.save(update_fields=["name", "definition", "kins"])
    return kept


def merge_theme(theme: Theme, into: Theme, *, by: Actor, at: datetime) -> Theme:
    """Everything about a theme becomes about another, and it is put away."""
    first, second = sorted(
        (theme, into), key=lambda each: each.pk
    )  # one order, so none waits in a ring
    locked = {each.pk: _locked(each) for each in (first, second)}
    kept, target = locked[theme.pk], locked[into.pk]
    require(by, Verb.MERGE_THEME, kept)
    require(by, Verb.MERGE_THEME, target)
    _can_use(kept)
    if target.pk == kept.pk or target.retired_on:
        raise ValidationError({"into": _("Choose another theme that is in use.")})
    both = PassageTheme.objects.filter(theme=target).values("passage")
    PassageTheme.objects.filter(theme=kept, passage__in=both).delete()
    PassageTheme.objects.filter(theme=kept).update(theme=target)
    Quote.objects.filter(theme=kept).update(theme=target)
    target.kins = sorted({*target.kins, *kept.kins})
    target.save(update_fields=["kins"])
    kept.merged_into, kept.retired_on = target, timezone.localdate(at)
    kept.save(update_fields=["merged_into", "retired_on"])
    return target


def retire_theme(theme: Theme, *, by: Actor, at: datetime) -> Theme:
    """No new passage gets it; what it has stays."""
    kept = _locked(theme)
    require(by, Verb.RETIRE_THEME, kept)
    _can_use(kept)
    kept.retired_on = timezone.localdate(at)
    kept.save(update_fields=["retired_on"])
    return kept


def _locked(theme: Theme) -> Theme:
    return Theme.objects.select_for_update(of=("self",)).get(pk=theme.pk)


def _can_use(theme: Theme) -> None:
    if theme.retired_on:
        raise ValidationError(_("The theme is put away."))


def _can_name(pact_id: int, entry: Entry, theme: Theme | None) -> None:
    name = entry.name.get("sv", "").strip()
    if not name:
        raise ValidationError({"name": _("Write a name in Swedish.")})
    same = Theme.objects.current().filter(pact=pact_id, name__sv__iexact=name)
    if same.exclude(pk=theme.pk if theme else 0).exists():
        raise ValidationError({"name": _("There is already a theme with this name.")})
