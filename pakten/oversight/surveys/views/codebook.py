"""The codebook of themes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from pakten.agreements.followup.views.buttons import press
from pakten.base.access import Verb, require
from pakten.base.access.views import needs
from pakten.base.ui.forms import attempt, respond
from pakten.oversight.surveys.actions import codebook
from pakten.oversight.surveys.forms.interviews import MergeForm, ThemeForm
from pakten.oversight.surveys.models import Theme
from pakten.oversight.surveys.queries.beside import counted_themes
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import Measure

HERE = "surveys/"


def _theme(request: PactRequest, pk: int, verb: Verb) -> Theme:
    theme = get_object_or_404(Theme.objects.visible_to(request.actor), pk=pk)
    require(request.actor, verb, theme)
    return theme


def _kins() -> list[tuple[str, str]]:
    """The measures in force, by kin."""
    found = Measure.objects.on(timezone.localdate()).order_by("position", "pk")
    return list({each.kin: str(each) for each in found}.items())


@needs(Verb.SEE_CODEBOOK)
def see_codebook(request: PactRequest) -> HttpResponse:
    """The themes in use, what they mean, how often they came up, and what they stand beside."""
    names = dict(_kins())
    themes = counted_themes().filter(pk__in=Theme.objects.visible_to(request.actor))
    rows = [(each, [names.get(kin, kin) for kin in each.kins]) for each in themes]
    gone = Theme.objects.visible_to(request.actor).filter(retired_on__isnull=False)
    context = {"rows": rows, "gone": gone.select_related("merged_into")}
    return render(request, f"{HERE}see_codebook.html", context)


@needs(Verb.ADD_THEME)
def add_theme(request: PactRequest) -> HttpResponse:
    """A new theme."""
    form = ThemeForm(_kins(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: codebook.add_theme(
                request.pact, form.entry(), by=request.actor, at=timezone.now()
            ),
        )
        if made:
            messages.success(request, _("The theme is in the codebook."))
            return redirect("see_codebook")
    return respond(request, f"{HERE}edit_theme.html", {"form": form}, form)


@needs(Verb.EDIT_THEME)
def edit_theme(request: PactRequest, pk: int) -> HttpResponse:
    """Word a theme anew."""
    theme = _theme(request, pk, Verb.EDIT_THEME)
    form = ThemeForm(_kins(), request.POST or None, theme=theme)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form,
            lambda: codebook.edit_theme(theme, form.entry(), by=request.actor, at=timezone.now()),
        )
        if kept:
            messages.success(request, _("Saved."))
            return redirect("see_codebook")
    return respond(request, f"{HERE}edit_theme.html", {"form": form, "theme": theme}, form)


@needs(Verb.MERGE_THEME)
def merge_theme(request: PactRequest, pk: int) -> HttpResponse:
    """Let a theme go up in another."""
    theme = _theme(request, pk, Verb.MERGE_THEME)
    form = MergeForm(theme, request.POST or None)
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        kept = attempt(
            form, lambda: codebook.merge_theme(theme, into, by=request.actor, at=timezone.now())
        )
        if kept:
            messages.success(request, _("The two themes are one."))
            return redirect("see_codebook")
    return respond(request, f"{HERE}merge_theme.html", {"form": form, "theme": theme}, form)


@needs(Verb.RETIRE_THEME)
def retire_theme(request: PactRequest, pk: int) -> HttpResponse:
    """Put a theme away."""
    theme = _theme(request, pk, Verb.RETIRE_THEME)
    press(
        request,
        lambda: codebook.retire_theme(theme, by=request.actor, at=timezone.now()),
        lambda _theme: _("The theme is put away."),
    )
    return redirect("see_codebook")
