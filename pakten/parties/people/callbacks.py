"""Asking to be called, before anybody is registered."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pakten.base.access import Actor, Verb, require
from pakten.parties.pacts.models import Pact
from pakten.parties.people.models import CallbackRequest
from pakten.parties.people.notices import tell_of_callback
from pakten.parties.people.states import CallTime, Door


@dataclass(frozen=True, slots=True)
class Callback:
    """Who wants to be called, about what."""

    name: str
    phone: str
    language: str
    best_time: CallTime
    door: Door


def ask_callback(pact: Pact, wish: Callback, *, by: Actor, at: datetime) -> CallbackRequest:
    """Keep the number and tell the pact's office. Anybody may ask."""
    if sum(each.isdigit() for each in wish.phone) < 6:
        raise ValidationError(
            {"phone": _("Write the whole phone number, with digits, like 070-123 45 67.")}
        )
    request = CallbackRequest.objects.create(pact=pact, asked_at=at, **asdict(wish))
    tell_of_callback(pact, request, at=at)
    return request


def answer_callback(request: CallbackRequest, *, by: Actor, at: datetime) -> CallbackRequest:
    """Note that the person has been called."""
    kept = CallbackRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    require(by, Verb.ANSWER_CALLBACK, kept)
    if kept.answered_at is not None:
        raise ValidationError(_("Somebody has already called."))
    kept.answered_at, kept.answered_by_id = at, by.account_id
    kept.save(update_fields=["answered_at", "answered_by"])
    return kept
