"""Quotes: proposed, approved by who said them, public, withdrawn."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.listing import Filter, Listing
from pakten.oversight.surveys.actions import interviews
from pakten.oversight.surveys.forms.interviews import ApproveForm, QuoteForm
from pakten.oversight.surveys.models import Quote, Theme
from pakten.oversight.surveys.states import ApprovedHow, QuoteState
from pakten.oversight.surveys.views.interviews import interview_or_404
from pakten.parties.pacts.http import PactRequest

HERE = "surveys/"


def _quote(request: PactRequest, pk: int, verb: Verb) -> Quote:
    quote = get_object_or_404(Quote.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, quote)
    return quote


@needs(Verb.SEE_QUOTES)
def see_quotes(request: PactRequest) -> HttpResponse:
    """Every quote and where it stands."""
    themes = [(each.pk, str(each)) for each in Theme.objects.current()]
    listing = Listing(
        request.GET,
        Quote.objects.visible_to(request.actor).select_related("theme"),
        filters=(
            Filter("state", _("State"), QuoteState.choices),
            Filter("theme", _("Theme"), themes),
        ),
        sorts={"latest": ("id",)},
        default_sort="-latest",
        per_page=30,
    )
    return render(request, f"{HERE}see_quotes.html", {"listing": listing})


@needs(Verb.PROPOSE_QUOTE)
def propose_quote(request: PactRequest, pk: int) -> HttpResponse:
    """Words to ask the interviewed about."""
    interview = interview_or_404(request, pk, Verb.PROPOSE_QUOTE)
    form = QuoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: interviews.propose_quote(
                interview, form.cleaned_data["theme"], form.words(),
                by=request.actor, at=timezone.now(),
            ),
        )  # fmt: skip
        if made:
            messages.success(request, _("The quote waits for a yes from the interviewed."))
            return redirect("see_interview", interview.pk)
    context = {"form": form, "interview": interview}
    return respond(request, f"{HERE}propose_quote.html", context, form)


@needs(Verb.APPROVE_QUOTE)
def approve_quote(request: PactRequest, pk: int) -> HttpResponse:
    """Note the yes of the interviewed."""
    quote = _quote(request, pk, Verb.APPROVE_QUOTE)
    form = ApproveForm(quote, request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        kept = attempt(
            form,
            lambda: interviews.approve_quote(
                quote, ApprovedHow(values["how"]), values["on"],
                by=request.actor, at=timezone.now(),
            ),
        )  # fmt: skip
        if kept:
            messages.success(request, _("The yes is noted."))
            return redirect("see_quotes")
    return respond(request, f"{HERE}approve_quote.html", {"form": form, "quote": quote}, form)


def _step(
    request: PactRequest, pk: int, verb: Verb, act: Callable[[Quote], Quote], said: str
) -> HttpResponse:
    quote = _quote(request, pk, verb)
    press(request, lambda: act(quote), lambda _quote: said)
    return redirect("see_quotes")


@needs(Verb.PUBLISH_QUOTE)
def publish_quote(request: PactRequest, pk: int) -> HttpResponse:
    """Let anybody read it."""
    return _step(
        request, pk, Verb.PUBLISH_QUOTE,
        lambda q: interviews.publish_quote(q, by=request.actor, at=timezone.now()),
        _("The quote is public."),
    )  # fmt: skip


@needs(Verb.WITHDRAW_QUOTE)
def withdraw_quote(request: PactRequest, pk: int) -> HttpResponse:
    """Gone at once, everywhere."""
    return _step(
        request, pk, Verb.WITHDRAW_QUOTE,
        lambda q: interviews.withdraw_quote(q, by=request.actor, at=timezone.now()),
        _("The quote is withdrawn and shows nowhere."),
    )  # fmt: skip
