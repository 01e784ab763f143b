"""What letters begin from: the office adds, changes and retires templates. Letters keep their own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import LetterTemplate, TemplateLine
from pakten.agreements.commitments.rules import LARGEST_QUANTITY
from pakten.agreements.commitments.states import Party
from pakten.base.access import Actor, Scope, Verb, require
from pakten.base.ui.text import LocalText
from pakten.parties.organisations.states import Kind
from pakten.parties.pacts.models import Measure, Pact

LONGEST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class TemplateTerms:
    """For whom a template is, what it is called and how long its letters last."""

    name: LocalText
    kind: Kind
    about: str = ""
    smallest: int | None = None
    largest: int | None = None
    months: int = 24
    background: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """How many of something, in how many months; none means as long as the letter."""

    quantity: int
    months: int | None = None
    note: str = ""


def _values(terms: TemplateTerms) -> dict[str, Any]:
    return {each.name: getattr(terms, each.name) for each in fields(terms)}


def _faults(terms: TemplateTerms) -> dict[str, str]:
    faults = {}
    if terms.smallest is not None and terms.largest is not None and terms.largest < terms.smallest:
        faults["largest"] = _("The largest size is below the smallest.")
    if terms.valid_from and terms.valid_to and terms.valid_to < terms.valid_from:
        faults["valid_to"] = _("The last day comes before the first.")
    if not 3 <= terms.months <= LONGEST_MONTHS:
        faults["months"] = _("Write a number of months from 3 to 120.")
    return faults


def _proposal_faults(line: Proposal) -> dict[str, str]:
    faults = {}
    if not 1 <= line.quantity <= LARGEST_QUANTITY:
        faults["quantity"] = _("Write a number from 1 to 100 000.")
    if line.months is not None and not 1 <= line.months <= LONGEST_MONTHS:
        faults["months"] = _("Write a number of months from 1 to 120.")
    return faults


def add_template(pact: Pact, terms: TemplateTerms, *, by: Actor, at: datetime) -> LetterTemplate:
    """A new template, without proposals yet."""
    require(by, Verb.ADD_TEMPLATE, {Scope("pact", pact.pk)})
    if faults := _faults(terms):
        raise ValidationError(faults)
    last = LetterTemplate.objects.filter(pact=pact).aggregate(last=Max("position"))["last"] or 0
    return LetterTemplate.objects.create(
        pact=pact, position=last + 1, changed_at=at, changed_by_id=by.account_id, **_values(terms)
    )


def _lock(template: LetterTemplate, verb: Verb, by: Actor) -> LetterTemplate:
    kept = LetterTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    require(by, verb, kept)
    return kept


def _touch(template: LetterTemplate, by: Actor, at: datetime) -> None:
    template.version += 1
    template.changed_at, template.changed_by_id = at, by.account_id
    template.save()


def edit_template(
    template: LetterTemplate, terms: TemplateTerms, lines: Mapping[int, Proposal] | None = None, *,
    seen: int | None = None, by: Actor, at: datetime,
) -> LetterTemplate:  # fmt: skip
    """Change a template and its proposals: the next version. Errors are keyed "l<id>-<field>".

    `seen`: the version the writer had before them.
    """
    kept = _lock(template, Verb.EDIT_TEMPLATE, by)
    if seen is not None and seen != kept.version:
        said = _("Somebody else changed the template. Read it again, then save.")
        raise ValidationError(said, code="changed")
    rows = {row.pk: row for row in kept.lines.all()}
    wanted = {pk: each for pk, each in (lines or {}).items() if pk in rows}
    faults = _faults(terms)
    for pk, each in wanted.items():
        faults |= {f"l{pk}-{name}": said for name, said in _proposal_faults(each).items()}
    if faults:
        raise ValidationError(faults)
    for name, value in _values(terms).items():
        setattr(kept, name, value)
    for pk, each in wanted.items():
        for name, value in asdict(each).items():
            setattr(rows[pk], name, value)
        rows[pk].save()
    _touch(kept, by, at)
    return kept


def retire_template(template: LetterTemplate, *, by: Actor, at: datetime) -> LetterTemplate:
    """It is not offered any more. Letters that began from it are as they were."""
    kept = _lock(template, Verb.RETIRE_TEMPLATE, by)
    yesterday = timezone.localdate(at) - timedelta(days=1)
    if kept.valid_to and kept.valid_to <= yesterday:
        raise ValidationError(_("The template is already retired."))
    kept.valid_to = yesterday
    if kept.valid_from and kept.valid_from > yesterday:
        kept.valid_from = None
    _touch(kept, by, at)
    return kept


def add_template_line(
    template: LetterTemplate, party: Party, measure: Measure, line: Proposal, *,
    by: Actor, at: datetime,
) -> TemplateLine:  # fmt: skip
    """Let a template propose one more thing."""
    kept = _lock(template, Verb.ADD_TEMPLATE_LINE, by)
    if measure.by_city != (party == Party.CITY):
        raise ValidationError({"measure": _("This is something the other party promises.")})
    if faults := _proposal_faults(line):
        raise ValidationError(faults)
    last = kept.lines.aggregate(last=Max("position"))["last"] or 0
    made = TemplateLine.objects.create(
        pact_id=kept.pact_id, template=kept, promised_by=party, measure=measure,
        position=last + 1, **asdict(line),
    )  # fmt: skip
    _touch(kept, by, at)
    return made


def remove_template_line(line: TemplateLine, *, by: Actor, at: datetime) -> LetterTemplate:
    """Let a template not propose something any more."""
    kept = _lock(line.template, Verb.REMOVE_TEMPLATE_LINE, by)
    kept.lines.filter(pk=line.pk).delete()
    _touch(kept, by, at)
    return kept
