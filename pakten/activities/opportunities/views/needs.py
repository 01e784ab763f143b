"""Describing a need: begun from an ad, an earlier opening or nothing; confirmed; posted."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.activities.opportunities.actions import drafts
from pakten.activities.opportunities.actions import openings as actions
from pakten.activities.opportunities.forms.asked import (
    ASKABLE,
    WORK,
    asked_rows,
    chosen_in,
    found_terms,
)
from pakten.activities.opportunities.forms.openings import OpeningForm
from pakten.activities.opportunities.forms.starting import StartForm
from pakten.activities.opportunities.forms.steps import ConfirmForm
from pakten.activities.opportunities.kinds import KINDS, kind_of
from pakten.activities.opportunities.models import Opening
from pakten.activities.opportunities.needs import QUESTIONS, missing_in
from pakten.activities.opportunities.queries.fits import fits_of
from pakten.activities.opportunities.queries.reading import understand
from pakten.activities.opportunities.queries.starting import (
    drafts_of,
    earlier_openings,
    promised_by,
)
from pakten.activities.opportunities.states import OpeningState
from pakten.activities.opportunities.views.openings import opening_for
from pakten.activities.opportunities.wording import ad_pieces, need_rows, rows_without_numbers
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest

HERE = "opportunities/"


@needs(Verb.POST_OPENING)
def post_opening(request: PactRequest) -> HttpResponse:
    """Begin a need; what is made is a draft, and nobody else sees it."""
    initial = {
        n: request.GET[n][:120] for n in ("kind", "title", "organisation") if n in request.GET
    }
    form = StartForm(
        request.POST if request.method == "POST" else None, actor=request.actor, initial=initial
    )
    if request.method == "POST" and form.is_valid() and (made := _begin(request, form)):
        return redirect("edit_opening", made.pk)
    houses = list(form.houses[:1]) if "organisation" not in form.fields else []
    context = {
        "form": form, "kinds": KINDS.values(), "drafts": drafts_of(request.actor, houses),
        "earlier": earlier_openings(request.actor, houses), "house": houses[0] if houses else None,
        "promised": promised_by(houses[0], timezone.localdate()) if houses else [],
    }  # fmt: skip
    return respond(request, f"{HERE}post_opening.html", context, form)


def _begin(request: PactRequest, form: StartForm) -> Opening | None:
    house, now = form.house, timezone.now()
    if house is None:
        form.add_error(None, _("Openings are for members with a letter of intent in force."))
        return None
    text = drafts.ad_without_people(form.cleaned_data["ad_text"])
    begun = drafts.Begun(
        kind=form.cleaned_data["kind"], title=form.cleaned_data["title"], ad_text=text,
        found=tuple(understand(text, timezone.localdate(now))),
    )  # fmt: skip
    return attempt(form, lambda: drafts.draft_opening(house, begun, by=request.actor, at=now))


@needs(Verb.EDIT_OPENING)
def edit_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """What we understood, what is left, and everything that can be changed. Posts a draft, too."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.EDIT_OPENING, opening)
    form = OpeningForm(request.POST if request.method == "POST" else None, instance=opening)
    if request.method != "POST" or "look" in request.POST or not form.is_valid():
        return _describe(request, form, opening)
    described, now = form.described(), timezone.now()
    kept = attempt(form, lambda: actions.edit_opening(opening, described, by=request.actor, at=now))
    if kept is None:
        return _describe(request, form, opening)
    if "publish" in request.POST:
        if not attempt(form, lambda: drafts.publish_opening(kept, by=request.actor, at=now)):
            return _describe(request, form, opening_for(request, opening_id))
        messages.success(request, _("%(title)s is posted.") % {"title": kept.title})
        return redirect("see_opening", opening.pk)
    messages.success(request, _("Saved."))
    again = "stay" in request.POST or kept.kind != described.values.get("kind", kept.kind)
    return redirect("edit_opening" if again else "see_opening", opening.pk)


def _describe(request: PactRequest, form: OpeningForm, opening: Opening) -> HttpResponse:
    shown = form
    if "look" in request.POST:
        # a search within the form: nothing is checked or kept yet, and nothing typed is lost
        form.full_clean()
        shown = form.unchecked()
    # a form that was sent has put what was typed on its own opening
    stored = opening_for(request, opening.pk) if form.is_bound else opening
    today = timezone.localdate()
    left = missing_in(stored, today) if stored.state == OpeningState.DRAFT else {}
    fits = fits_of(stored, today)
    context: dict[str, Any] = {
        "form": shown, "asked": need_rows(form, stored, fits), "own": form.own_terms(), "opening": stored,
        "words": request.POST.get("term_words", ""), "kinds": KINDS.values(), "fits": fits,
        "kind": kind_of(stored.kind), "ad": ad_pieces(stored),
        "left": [(shown[n], *QUESTIONS[n]) for n in left if n in QUESTIONS and n in shown.fields],
        "guesses_left": "guesses" in left, "draft": stored.state == OpeningState.DRAFT,
    }  # fmt: skip
    return respond(request, f"{HERE}edit_opening.html", context, shown)


@needs(Verb.PUBLISH_OPENING)
@require_POST
def publish_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Post a draft as it lies; where something is missing, its page says what."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.PUBLISH_OPENING, opening)
    form = ConfirmForm(request.POST)
    form.full_clean()
    now = timezone.now()
    if attempt(form, lambda: drafts.publish_opening(opening, by=request.actor, at=now)):
        messages.success(request, _("%(title)s is posted.") % {"title": opening.title})
        return redirect("see_opening", opening.pk)
    messages.error(request, _("Something is missing. Fill it in, and then post."))
    return redirect("edit_opening", opening.pk)


@needs(Verb.DUPLICATE_OPENING)
@require_POST
def duplicate_opening(request: PactRequest, opening_id: int) -> HttpResponse:
    """Begin from an earlier opening."""
    opening = opening_for(request, opening_id)
    require(request.actor, Verb.DUPLICATE_OPENING, opening)
    form = ConfirmForm(request.POST)
    form.full_clean()
    now = timezone.now()
    made = attempt(form, lambda: drafts.duplicate_opening(opening, by=request.actor, at=now))
    if made is None:
        messages.error(request, " ".join(str(each) for each in form.non_field_errors()))
        return redirect("see_opening", opening.pk)
    messages.success(request, _("Here is a draft like it. Look at the days."))
    return redirect("edit_opening", made.pk)


@needs(Verb.POST_OPENING, Verb.EDIT_OPENING)
def search_terms(request: PactRequest) -> HttpResponse:
    """Live search of the form: a piece of the page for htmx; without it, the form itself."""
    if not request.htmx:
        return redirect("post_opening")
    work = request.GET.get("of") == "work"
    words = request.GET.get("occupation_words" if work else "term_words", "")[:200]
    found = found_terms(WORK if work else ASKABLE, words)
    piece = "options" if work else "terms"
    asked = [] if work else asked_rows(chosen_in(request.GET), found)
    context = {"options": found, "asked": rows_without_numbers(asked), "words": words}
    return render(request, f"{HERE}_{piece}.html", context)
