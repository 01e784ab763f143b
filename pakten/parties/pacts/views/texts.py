"""Pages of the texts: every text by language with its state, and one text side by side."""

from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pakten.base.access import Verb, may, require
from pakten.base.access.views import needs
from pakten.base.ui.text import LocalText
from pakten.parties.pacts.actions import texts as actions
from pakten.parties.pacts.forms.look import WordsForm
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Pact, TextChange
from pakten.parties.pacts.queries.texts import (
    counts_by_language,
    marks_at,
    shown_texts,
    texts_of,
)
from pakten.parties.pacts.states import Freshness
from pakten.parties.pacts.texts import LANGUAGES, Kind, kind_of
from pakten.parties.pacts.views.base import Page, change, do

SHOWN_CHANGES = 12


@needs(Verb.SEE_PACT)
def see_texts(request: PactRequest) -> HttpResponse:
    """Every text with the state of each language; by language and state from the address."""
    rows = texts_of(request.pact, timezone.localdate())
    lang, state = request.GET.get("lang", ""), request.GET.get("state", "waits")
    shown = shown_texts(rows, lang, state, request.GET.get("q", ""))
    context = {
        "rows": shown,
        "mine": [
            k for k in {row.kind for row in shown} if may(request.actor, k.verb, request.pact)
        ],
        "all": len(rows),
        "waiting": sum(row.waits for row in rows),
        "counts": counts_by_language(rows, request.pact.languages),
        "lang": lang,
        "state": state,
        "states": [("waits", _("Wait for something")), ("all", _("All")), *Freshness.choices],
        "languages": [(code, LANGUAGES[code]) for code in request.pact.languages],
        "q": request.GET.get("q", ""),
    }
    return render(request, "pacts/see_texts.html", context)


def _found(request: PactRequest, place: str) -> tuple[models.Model, Kind]:
    """The row and the column a place names, within the pact."""
    named = kind_of(place)
    if named is None:
        raise Http404
    kind, number = named
    rows = kind.model._default_manager.all()
    mine = rows.filter(pk=request.pact.pk) if kind.model is Pact else rows.filter(pact=request.pact)
    return get_object_or_404(mine, pk=number), kind


@needs(Verb.SHAPE_PACT, Verb.EDIT_CATALOGUE, Verb.EDIT_MEASURE)
def edit_text(request: PactRequest, place: str) -> HttpResponse:
    """One text in all its languages, beside the Swedish, with what it was before."""
    row, kind = _found(request, place)
    require(request.actor, kind.verb, request.pact)
    languages = request.pact.languages
    initial = WordsForm.initial_of(row, kind.field, languages)
    form = WordsForm(kind, languages, request.POST or None, initial=initial)
    changes = TextChange.objects.filter(pact=request.pact, place=place)
    title = str(LocalText(getattr(row, kind.field)))[:80] or str(kind.label)
    page = Page(
        title, _("Save the texts"), reverse("see_texts"), _("Texts"), _("The texts are kept.")
    )
    return change(
        request,
        form,
        page,
        lambda: actions.edit_text(
            row, kind.field, form.wording(), by=request.actor, at=timezone.now()
        ),
        template="pacts/edit_text.html",
        kind=kind,
        place=place,
        marks=list(marks_at(request.pact, row, kind).values()),
        changes=changes.select_related("changed_by")[:SHOWN_CHANGES],
    )


@needs(Verb.SHAPE_PACT, Verb.EDIT_CATALOGUE, Verb.EDIT_MEASURE)
@require_POST
def review_text(request: PactRequest, place: str, lang: str) -> HttpResponse:
    """Say that a language has been looked through."""
    row, kind = _found(request, place)
    require(request.actor, kind.verb, request.pact)
    now = timezone.now()
    return do(
        request,
        lambda: actions.review_text(row, kind.field, lang, by=request.actor, at=now),
        _("Noted: it matches the Swedish."),
        reverse("edit_text", args=[place]),
    )
