"""Profiles that may be one person's: the list, side by side, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.audit.actions import look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.parties.guidance import actions
from pakten.parties.guidance.actions.consents import refusals
from pakten.parties.guidance.forms import MergeForm
from pakten.parties.guidance.models import TwinVerdict
from pakten.parties.guidance.queries import likely_twins, signs_of
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people.forms import EmptyForm
from pakten.parties.people.models import Participant
from pakten.parties.people.queries import in_force, with_profile
from pakten.parties.people.states import Purpose


@needs(Verb.SEE_TWINS)
def see_twins(request: PactRequest) -> HttpResponse:
    """Pairs that look alike and that nobody has decided about."""
    return render(request, "guidance/see_twins.html", {"pairs": likely_twins(request.actor)})


def _pair(request: PactRequest, pk: int, other_pk: int) -> tuple[Participant, Participant]:
    """Two people, both of whom the actor may see."""
    rows = with_profile(request.actor).filter(pk__in={pk, other_pk}).order_by("pk")
    found = list(rows)
    if len(found) != 2:
        raise Http404
    look_at_all([each.pk for each in found], LookPurpose.PAGE, request.actor, timezone.now())
    return found[0], found[1]


@needs(Verb.COMPARE_TWINS)
def compare_twins(request: PactRequest, pk: int, other_pk: int) -> HttpResponse:
    """Side by side, and the two ways on."""
    pair = _pair(request, pk, other_pk)
    return render(request, "guidance/compare_twins.html", _side_by_side(pair))


def _side_by_side(pair: tuple[Participant, Participant]) -> dict[str, Any]:
    decided = TwinVerdict.objects.filter(first=pair[0], second=pair[1])
    sides = [({*in_force(each)}, refusals(each)) for each in pair]
    return {
        "pair": pair,
        "signs": [sign.label for sign in signs_of(*pair)],
        "decided": decided.select_related("decided_by").first(),
        "consents": [_answers(purpose, sides) for purpose in Purpose],
        "both_sign_in": all(each.account_id for each in pair),
    }


def _answers(purpose: Purpose, sides: list[tuple[set[str], frozenset[str]]]) -> dict[str, Any]:
    """What each page says, and what holds after a merge: a no on either side is a no."""
    yes = [purpose.value in given for given, _refused in sides]
    no = [purpose.value in refused for _given, refused in sides]
    words = [
        _("Yes") if y else _("No") if n else _("Not asked") for y, n in zip(yes, no, strict=True)
    ]
    after = _("No") if any(no) else _("Yes") if any(yes) else _("Not asked")
    return {"label": purpose.label, "said": words, "after": after}


@needs(Verb.KEEP_APART)
def keep_apart(request: PactRequest, pk: int, other_pk: int) -> HttpResponse:
    """They are two people; never asked again."""
    pair = _pair(request, pk, other_pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if attempt(form, lambda: actions.keep_apart(*pair, by=by, at=at)):
            messages.success(request, _("Noted: two people. We do not ask again."))
            return redirect("see_twins")
    return respond(request, "guidance/keep_apart.html", {"pair": pair, "form": form}, form)


@needs(Verb.MERGE_PEOPLE)
def merge_people(request: PactRequest, pk: int, other_pk: int) -> HttpResponse:
    """One person: which page is kept, what happens, and that it cannot be taken back."""
    pair = _pair(request, pk, other_pk)
    start = {"keep": str(pair[0].pk)}
    form = MergeForm(request.POST or None, pair=pair, initial=start)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        keep, gone = pair if form.cleaned_data["keep"] == str(pair[0].pk) else pair[::-1]
        way_in = number_in(form.cleaned_data.get("way_in", ""))
        if attempt(form, lambda: actions.merge_people(keep, gone, way_in, by=by, at=at)):
            messages.success(request, _("All is on one page now."))
            return redirect("see_person", keep.pk)
    context = {**_side_by_side(pair), "form": form}
    return respond(request, "guidance/merge_people.html", context, form)
