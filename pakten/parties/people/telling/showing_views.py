"""What an employer sees, chosen piece by piece, and the picture."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.parties.pacts.http import PactRequest
from pakten.parties.people import actions, profile
from pakten.parties.people.models import Participant
from pakten.parties.people.showing import all_pieces
from pakten.parties.people.states import Piece
from pakten.parties.people.telling.views import person_of


class ShownForm(forms.Form):
    """The pieces an employer may see."""

    shown = forms.MultipleChoiceField(choices=Piece.choices, required=False)


class PictureForm(forms.Form):
    """A picture of oneself."""

    picture = forms.FileField(
        label=gettext_lazy("Choose a picture"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": gettext_lazy("Choose a picture first.")},
    )


@needs(Verb.EDIT_PARTICIPANT)
def choose_shown(request: PactRequest, pk: int) -> HttpResponse:
    """Tick the pieces that an employer may see after a yes."""
    person = person_of(request, pk)
    form = ShownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = {"shown": form.cleaned_data["shown"]}
        actions.edit_participant(person, values, by=request.actor, at=timezone.now())
        messages.success(request, _("Saved."))
        return redirect("see_person", pk)
    context = {**_frame(request, person), "form": form, "rows": all_pieces(person)}
    return respond(request, "people/choose_shown.html", context, form)


@needs(Verb.EDIT_PARTICIPANT)
def edit_picture(request: PactRequest, pk: int) -> HttpResponse:
    """Add a picture, change it or take it away. Nobody needs one."""
    person = person_of(request, pk)
    taking_away = request.POST.get("then") == "remove"
    sent = request.method == "POST" and not taking_away
    form = PictureForm(request.POST, request.FILES) if sent else PictureForm()
    if taking_away:
        profile.remove_picture(person, by=request.actor)
        messages.success(request, _("The picture is taken away."))
        return redirect("see_person", pk)
    if sent and form.is_valid() and attempt(form, lambda: _keep(request, person, form)):
        messages.success(request, _("Saved."))
        return redirect("see_person", pk)
    context = {**_frame(request, person), "form": form, "has_picture": _picture(person) is not None}
    return respond(request, "people/edit_picture.html", context, form)


@needs(Verb.SEE_PERSON)
def see_picture(request: PactRequest, pk: int) -> HttpResponse:
    """The picture, for the person and the counsellors. Employers see it with the placement."""
    person = get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)
    image = _picture(person)
    if image is None:
        raise Http404
    response = HttpResponse(image, content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = "inline"
    return response


def _keep(request: PactRequest, person: Participant, form: forms.Form) -> bool:
    picture = form.cleaned_data["picture"]
    profile.add_picture(person, picture, by=request.actor, at=timezone.now())
    return True


def _picture(person: Participant) -> bytes | None:
    return profile.picture_of(person)


def _frame(request: PactRequest, person: Participant) -> dict[str, Any]:
    return {"person": person, "own": person.account_id == request.actor.account_id}
