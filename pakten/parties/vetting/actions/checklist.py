"""The checklist, changed in the browser. A changed question is a new version; answers keep theirs."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.models import Pact
from pakten.parties.vetting.models import CheckAnswer, ChecklistItem

CODE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Check:
    """A question as typed."""

    text: LocalText
    help: LocalText = field(default_factory=LocalText)
    required: bool = True
    position: int = 0


def add_check(pact: Pact, check: Check, *, by: Actor, at: datetime) -> ChecklistItem:
    """A new question, asked in every look from now on."""
    require(by, Verb.ADD_CHECK, pact)
    return _write(pact.pk, _free_code(pact, check), 1, check, at)


def _free_code(pact: Pact, check: Check) -> str:
    stem = slugify(str(check.text.get("sv", check.text)))[: CODE_LENGTH - 4].strip("-") or "check"
    taken = set(ChecklistItem.objects.filter(pact=pact).values_list("code", flat=True))
    return next(code for n in range(1000) if (code := f"{stem}-{n}" if n else stem) not in taken)


def edit_check(item: ChecklistItem, check: Check, *, by: Actor, at: datetime) -> ChecklistItem:
    """Change a question. One that has been answered keeps its wording, and a new version is asked."""
    kept = _lock_in_force(item)
    require(by, Verb.EDIT_CHECK, kept)
    if not CheckAnswer.objects.filter(item=kept).exists():
        kept.text, kept.help = check.text, check.help
        kept.required, kept.position = check.required, check.position
        kept.save()
        return kept
    _retire(kept, at)
    return _write(kept.pact_id, kept.code, kept.version + 1, check, at)


def retire_check(item: ChecklistItem, *, by: Actor, at: datetime) -> ChecklistItem:
    """Ask the question no more. Earlier answers stay."""
    kept = _lock_in_force(item)
    require(by, Verb.RETIRE_CHECK, kept)
    _retire(kept, at)
    return kept


def _lock_in_force(item: ChecklistItem) -> ChecklistItem:
    kept = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    if kept.retired_on is not None:
        raise ValidationError(_("This question is no longer asked."))
    return kept


def _retire(item: ChecklistItem, at: datetime) -> None:
    item.retired_on = timezone.localdate(at)
    item.save(update_fields=["retired_on"])


def _write(pact_id: int, code: str, version: int, check: Check, at: datetime) -> ChecklistItem:
    return ChecklistItem.objects.create(
        pact_id=pact_id, code=code, version=version, text=check.text, help=check.help,
        required=check.required, position=check.position, valid_from=timezone.localdate(at),
    )  # fmt: skip
