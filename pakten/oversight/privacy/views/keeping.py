"""How long we keep things: for all to read, and for the office with what the job would erase."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.audit.queries import check_looks
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.privacy.actions import asking
from pakten.oversight.privacy.forms import TermsForm
from pakten.oversight.privacy.kept import kept_lines, kept_of_others, kept_topics
from pakten.oversight.privacy.models import Run
from pakten.oversight.privacy.queries import ask_at, terms_of
from pakten.parties.pacts.http import PactRequest

RECENT = 10


@open_to_all
def see_kept(request: PactRequest) -> HttpResponse:
    """The register of what is kept, open to all."""
    written_in, lines = kept_of_others(request.pact)
    context = {
        "topics": kept_topics(request.pact),
        "lines": lines,
        "written_in": written_in,
        "days": terms_of(request.pact.pk).wait_days,
        "ask_at": ask_at(request.pact),
    }
    return render(request, "privacy/see_kept.html", context)


@needs(Verb.SEE_RETENTION)
def see_retention(request: PactRequest) -> HttpResponse:
    """What the job would erase tonight, what it has erased, and whether the access log is whole."""
    context = {
        "lines": kept_lines(request.pact, timezone.now()),
        "runs": Run.objects.all()[:RECENT],
        "chain": check_looks(request.pact.pk),
        "terms": terms_of(request.pact.pk),
    }
    return render(request, "privacy/see_retention.html", context)


@needs(Verb.EDIT_TERMS)
def edit_terms(request: PactRequest) -> HttpResponse:
    """How long an erasure waits, and whom to ask."""
    terms = terms_of(request.pact.pk)
    form = TermsForm(request.POST if request.method == "POST" else None, instance=terms)
    sent = request.method == "POST" and form.is_valid()
    if sent and _edited(request, form):
        messages.success(request, _("Saved."))
        return redirect("see_retention")
    return respond(request, "privacy/edit_terms.html", {"form": form}, form)


def _edited(request: PactRequest, form: TermsForm) -> bool:
    told, at = form.cleaned_data, timezone.now()
    edit = partial(asking.edit_terms, request.pact, **told, by=request.actor, at=at)
    return attempt(form, edit) is not None
