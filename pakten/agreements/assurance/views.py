"""The samples of the office, and the one question that the member's contact answers by link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pakten.agreements.assurance import actions
from pakten.agreements.assurance.actions.answering import stands, works
from pakten.agreements.assurance.forms import AnswerForm, MendForm, SamplingForm
from pakten.agreements.assurance.models import Round, Sample, Sampling
from pakten.agreements.assurance.queries import (
    by_month,
    error_rate,
    sample_by,
    samples_of,
    where_standing,
)
from pakten.agreements.assurance.states import Answer, Mend, Standing
from pakten.agreements.results.queries import promise_of
from pakten.base.access import Verb
from pakten.base.access.views import needs, open_to_all
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, respond
from pakten.base.ui.languages import AT_WORK
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.links import DeadLink, gone, hash_of_token, step_into_pact, unseen

HERE = "assurance/"
COLUMNS = (
    Column(gettext_lazy("Month"), lambda row: f"{row.month:%Y-%m}"),
    Column(gettext_lazy("What"), "outcome.measure"),
    Column(gettext_lazy("Member"), "outcome.organisation.name"),
    Column(gettext_lazy("When"), "outcome.occurred_on"),
    Column(gettext_lazy("How many"), "outcome.quantity"),
    Column(gettext_lazy("Who answers"), "get_side_display"),
    Column(gettext_lazy("Answer"), "get_answer_display"),
    Column(gettext_lazy("Put right"), "get_mend_display"),
)


@needs(Verb.SEE_SAMPLES)
def see_samples(request: PactRequest) -> HttpResponse:
    """What was drawn, what was answered, and how many were wrong."""
    months = [(each.pk, f"{each.month:%Y-%m}") for each in Round.objects.all()[:24]]
    listing = Listing(
        request.GET,
        samples_of(request.actor),
        search=("outcome__organisation__name",),
        filters=(
            Filter("standing", _("Where it is"), Standing.choices, where=where_standing),
            Filter("round", _("Month"), months),
        ),
        sorts={
            "month": ("round__month", "pk"),
            "member": ("outcome__organisation__sort_key", "pk"),
        },
        default_sort="-month",
    )
    if listing.format:
        return export(listing, COLUMNS, filename="samples")
    today = timezone.localdate()
    context = {
        "listing": listing, "rate": error_rate(today), "months": by_month(today.year),
        "may_answer": request.actor.holds(Verb.ANSWER_SAMPLE),
        "may_edit": request.actor.holds(Verb.EDIT_SAMPLING),
    }  # fmt: skip
    return render(request, f"{HERE}see_samples.html", context)


def _sample_or_404(request: PactRequest, pk: int) -> Sample:
    return get_object_or_404(samples_of(request.actor), pk=pk)


def _about(sample: Sample) -> dict[str, Any]:
    row = stands(sample)
    return {"sample": sample, "row": row, "promise": promise_of(row) if row else ""}


@needs(Verb.ANSWER_SAMPLE)
def answer_sample(request: PactRequest, pk: int) -> HttpResponse:
    """The office answers, from what it has or what somebody says on the phone."""
    sample = _sample_or_404(request, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: actions.answer_sample(sample, form.said(), by=request.actor, at=timezone.now()),
    ) is not None:  # fmt: skip
        messages.success(request, _("Thank you. The answer is kept."))
        wrong = form.said().answer in {Answer.NUMBER, Answer.NEVER}
        return redirect("mend_sample", sample.pk) if wrong else redirect("see_samples")
    context = _about(sample) | {"form": form}
    return respond(request, f"{HERE}answer_sample.html", context, form)


@needs(Verb.MEND_SAMPLE)
def mend_sample(request: PactRequest, pk: int) -> HttpResponse:
    """Put right what was wrong: the correction is made in the ledger at once."""
    sample = _sample_or_404(request, pk)
    form = MendForm(request.POST or None, initial={"number": sample.number})
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda: actions.mend_sample(
            sample, Mend(form.cleaned_data["mend"]), reason=form.cleaned_data["reason"],
            number=form.cleaned_data["number"], by=request.actor, at=timezone.now(),
        ),
    ) is not None:  # fmt: skip
        messages.success(request, _("Put right. The figures follow."))
        return redirect("see_samples")
    context = _about(sample) | {"form": form}
    context["left"] = sample.standing == Standing.MEND
    return respond(request, f"{HERE}mend_sample.html", context, form)


@needs(Verb.EDIT_SAMPLING)
def edit_sampling(request: PactRequest) -> HttpResponse:
    """How much is drawn, from the next month on."""
    setting = Sampling.objects.first() or Sampling(pact=request.pact)
    form = SamplingForm(request.POST or None, instance=setting)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda: actions.edit_sampling(request.pact, form.draw(), by=request.actor)
    ) is not None:  # fmt: skip
        messages.success(request, _("Saved. It holds from the next month drawn."))
        return redirect("see_samples")
    return respond(request, f"{HERE}edit_sampling.html", {"form": form}, form)


@open_to_all
def answer_by_link(request: HttpRequest, sample_token: str) -> HttpResponse:
    """One deed, one question; no account."""
    step_into_pact(request, sample_token)
    sample = sample_by(hash_of_token(sample_token))
    if sample is None:
        raise DeadLink
    if get_language() not in AT_WORK:
        translation.activate("sv")
    form, now = AnswerForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda: actions.answer_by_link(sample, form.said(), at=now)
    ) is not None:  # fmt: skip
        return unseen(redirect("answer_by_link", sample_token))
    open_ = works(sample, now)
    context = {"sample": sample, "form": form, "works": open_}
    answer = respond(request, f"{HERE}answer_by_link.html", context, form)
    return unseen(answer) if open_ or sample.answer else gone(answer)
