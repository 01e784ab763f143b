"""Renewal: the old promises with what came of them, kept, changed or left out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.commitments.models import Letter
from pakten.agreements.commitments.queries import in_preparation
from pakten.agreements.commitments.states import LetterState
from pakten.agreements.followup.actions import renewing
from pakten.agreements.followup.forms.renewing import RenewalForm
from pakten.agreements.followup.queries.renewing import old_promises, renewal_dates
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest


@needs(Verb.RENEW_LETTER)
def renew_letter(request: PactRequest, pk: int) -> HttpResponse:
    """Begin the next letter from the old one and its outcome."""
    rows = Letter.objects.visible_to(request.actor).select_related("organisation", "pact")
    letter = get_object_or_404(rows, pk=pk)
    require(request.actor, Verb.RENEW_LETTER, letter)
    first, last = renewal_dates(letter)
    promises = old_promises(letter, timezone.localdate(), first, last)
    ours = bool(request.actor.where(Verb.DRAFT_LETTER, "pact"))
    own = [each for each in promises if ours or not each.by_city]
    form = RenewalForm(own, first, last, request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, now = form.cleaned_data, timezone.now()
        days = typed["valid_from"], typed["valid_to"]
        made = attempt(
            form,
            lambda: renewing.renew_letter(letter, *days, form.choices(), by=request.actor, at=now),
        )
        if made:
            messages.success(request, _("The new letter has begun with what you kept."))
            return redirect("see_letter", made.pk)
    context = {
        "letter": letter,
        "form": form,
        "rows": [(each, form[f"p{each.pk}-next"], form[f"p{each.pk}-quantity"]) for each in own],
        "others": [each for each in promises if each not in own],
        "preparing": in_preparation(letter.organisation_id),
        "in_force": letter.state == LetterState.ACTIVE,
    }
    return respond(request, "followup/renew_letter.html", context, form)
