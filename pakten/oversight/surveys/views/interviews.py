"""Interviews, their notes and marked pieces."""

from django.contrib import messages
from django.db.models import Count
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
from pakten.oversight.surveys.forms.interviews import InterviewForm, TagForm
from pakten.oversight.surveys.models import Interview, Passage
from pakten.oversight.surveys.rules import READING_LASTS
from pakten.oversight.surveys.states import Agreed, Interviewed
from pakten.oversight.surveys.words import name_of
from pakten.parties.pacts.http import PactRequest

HERE = "surveys/"


def interview_or_404(request: PactRequest, pk: int, verb: Verb) -> Interview:
    """The interview, for somebody who may do this to it."""
    rows = Interview.objects.visible_to(request.actor).select_related("held_by")
    interview = get_object_or_404(rows, pk=pk)
    require(request.actor, verb, interview)
    return interview


@needs(Verb.SEE_INTERVIEWS)
def see_interviews(request: PactRequest) -> HttpResponse:
    """Every interview: when, with whom in kind, what was agreed to. No notes."""
    listing = Listing(
        request.GET,
        Interview.objects.visible_to(request.actor),
        filters=(Filter("interviewed", _("Who"), Interviewed.choices),),
        sorts={"held": ("held_on", "id")},
        default_sort="-held",
        per_page=50,
        dress=lambda rows: rows.select_related("held_by").annotate(
            pieces=Count("passages", distinct=True), said=Count("quotes", distinct=True)
        ),
    )
    return render(request, f"{HERE}see_interviews.html", {"listing": listing})


@needs(Verb.SEE_INTERVIEWS)
def see_interview(request: PactRequest, pk: int) -> HttpResponse:
    """One interview. The notes show for half an hour to who has asked to read them."""
    interview = interview_or_404(request, pk, Verb.SEE_INTERVIEWS)
    return render(request, f"{HERE}see_interview.html", _context(request, interview, TagForm()))


def _context(request: PactRequest, interview: Interview, form: TagForm) -> dict[str, object]:
    readings = list(interview.readings.select_related("account")[:10])
    since, me = timezone.now() - READING_LASTS, request.actor.account_id
    opened = any(each.account_id == me and each.at > since for each in readings)
    passages = interview.passages.prefetch_related("tags__theme") if opened else []
    return {
        "interview": interview, "opened": opened, "readings": readings, "form": form,
        "passages": passages, "quotes": interview.quotes.select_related("theme"),
        "spoken": name_of(interview.language),
        "agreed": [Agreed(each).label for each in interview.agreed],
        "may_tag": Agreed.THEMES in interview.agreed, "may_quote": Agreed.QUOTES in interview.agreed,
    }  # fmt: skip


@needs(Verb.NOTE_INTERVIEW)
def note_interview(request: PactRequest) -> HttpResponse:
    """Write down an interview."""
    form = InterviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: interviews.note_interview(
                request.pact, form.talk(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            messages.success(request, _("The interview is noted."))
            return redirect("see_interview", made.pk)
    return respond(request, f"{HERE}edit_interview.html", {"form": form}, form)


@needs(Verb.EDIT_INTERVIEW)
def edit_interview(request: PactRequest, pk: int) -> HttpResponse:
    """Correct the notes, for who has opened them."""
    interview = interview_or_404(request, pk, Verb.EDIT_INTERVIEW)
    since = timezone.now() - READING_LASTS
    opened = interview.readings.filter(account=request.actor.account_id, at__gt=since)
    if not opened.exists():
        return redirect("see_interview", interview.pk)
    form = InterviewForm(request.POST or None, interview=interview)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: interviews.edit_interview(
                interview, form.talk(), by=request.actor, at=timezone.now()
            ),
        )
        if kept:
            messages.success(request, _("Saved."))
            return redirect("see_interview", interview.pk)
    context = {"form": form, "interview": interview}
    return respond(request, f"{HERE}edit_interview.html", context, form)


@needs(Verb.OPEN_INTERVIEW)
def open_interview(request: PactRequest, pk: int) -> HttpResponse:
    """Ask to read the notes; that one did is kept."""
    interview = interview_or_404(request, pk, Verb.OPEN_INTERVIEW)
    if request.method == "POST":
        interviews.open_interview(interview, by=request.actor, at=timezone.now())
    return redirect("see_interview", interview.pk)


@needs(Verb.REMOVE_INTERVIEW)
def remove_interview(request: PactRequest, pk: int) -> HttpResponse:
    """The interviewed takes it all back."""
    interview = interview_or_404(request, pk, Verb.REMOVE_INTERVIEW)
    if request.method == "POST":
        interviews.remove_interview(interview, by=request.actor, at=timezone.now())
        messages.success(request, _("The interview and every quote from it are gone."))
        return redirect("see_interviews")
    return render(request, f"{HERE}remove_interview.html", {"interview": interview})


@needs(Verb.TAG_PASSAGE)
def tag_passage(request: PactRequest, pk: int) -> HttpResponse:
    """Mark a piece of the notes."""
    interview = interview_or_404(request, pk, Verb.TAG_PASSAGE)
    form = TagForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        made = attempt(
            form,
            lambda: interviews.tag_passage(
                interview, values["words"], list(values["themes"]),
                by=request.actor, at=timezone.now(),
            ),
        )  # fmt: skip
        if made:
            return redirect("see_interview", interview.pk)
    context = _context(request, interview, form)
    return respond(request, f"{HERE}see_interview.html", context, form)


@needs(Verb.UNTAG_PASSAGE)
def untag_passage(request: PactRequest, pk: int) -> HttpResponse:
    """Take away a marked piece."""
    seen = Interview.objects.visible_to(request.actor)
    passage = get_object_or_404(Passage.objects.filter(interview__in=seen), pk=pk)
    require(request.actor, Verb.UNTAG_PASSAGE, passage)

    def untag() -> bool:
        interviews.untag_passage(passage, by=request.actor, at=timezone.now())
        return True

    press(request, untag, lambda _done: _("The mark is taken away."))
    return redirect("see_interview", passage.interview_id)
