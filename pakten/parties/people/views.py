"""The list of people, the register form, and the pages where a profile is changed."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pakten.base.access import Verb, may
from pakten.base.access.views import needs
from pakten.base.audit.actions import look, look_at_all
from pakten.base.audit.states import LookPurpose
from pakten.base.statistics.states import SwedishStage
from pakten.base.terms.models import Concept
from pakten.base.terms.states import ConceptKind
from pakten.base.ui.exports import Column, export
from pakten.base.ui.forms import attempt, number_in, respond
from pakten.base.ui.languages import IN_PUBLIC
from pakten.base.ui.listing import Filter, Listing
from pakten.parties.pacts.http import PactRequest
from pakten.parties.pacts.models import District, TargetGroup
from pakten.parties.people import actions, profile, queries
from pakten.parties.people.consent_texts import (
    LANGUAGES,
    consent_text,
    consent_texts,
    written_in,
)
from pakten.parties.people.forms import (
    ConsentForm,
    EmptyForm,
    OwnConsentForm,
    ReachForm,
    RegisterForm,
)
from pakten.parties.people.models import Consent, Participant
from pakten.parties.people.parts import FIELDS, PIECES, Pieces
from pakten.parties.people.states import Purpose

COLUMNS = (
    Column(gettext_lazy("Name"), str),
    Column(gettext_lazy("Has worked with"), "worked_with"),
    Column(gettext_lazy("Swedish"), "get_swedish_display"),
    Column(gettext_lazy("District"), "district"),
    Column(gettext_lazy("Target group"), "target_group"),
    Column(gettext_lazy("Counsellor"), "counsellor.name"),
    Column(
        gettext_lazy("May be proposed"),
        lambda row: gettext_lazy("Yes") if row.may_match else gettext_lazy("No"),
    ),
)
WHERE = {"title": gettext_lazy("Where I can work"), "about": gettext_lazy("Can travel to")}
YES_NO = (("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")))


@needs(Verb.SEE_PEOPLE)
def see_people(request: PactRequest) -> HttpResponse:
    """Those registered, for their counsellors. The own ones are a tab: a filter with a name."""
    people = queries.listed(request.actor)
    listing = Listing(
        request.GET,
        people,
        search=("given_name", "family_name"),
        filters=_filters(),
        sorts={
            "name": ("family_name", "given_name"),
            "swedish": ("swedish_rank", "family_name"),
            "district": ("district__name__sv", "family_name"),
            "registered": ("registered_at",),
        },
        default_sort="name",
        per_page=30,
    )
    if listing.format:
        everybody = listing.queryset.values_list("pk", flat=True)
        look_at_all(everybody, LookPurpose.EXPORT, request.actor, timezone.now())
        return export(listing, COLUMNS, filename="people")
    mine = str(request.actor.account_id)
    chosen = request.GET.get("counsellor") == mine
    context = {"listing": listing, "mine": mine, "mine_chosen": chosen}
    context["all_chosen"] = not chosen
    return render(request, "people/see_people.html", context)


def _filters() -> tuple[Filter, ...]:
    today = timezone.localdate()
    return (
        Filter("district", _("District"), [(d.pk, d) for d in District.objects.on(today)]),
        Filter("group", _("Target group"), [(g.pk, g) for g in TargetGroup.objects.on(today)],
               lookup="target_group"),
        Filter("counsellor", _("Counsellor"),
               (("none", _("No counsellor yet")), *queries.counsellors().values_list("pk", "name")),
               where=_of_counsellor),
        Filter("swedish", _("Swedish"), SwedishStage.choices),
        Filter("consent", _("May be proposed"), YES_NO, apply=_by_consent),
    )  # fmt: skip


def _of_counsellor(value: str) -> Q:
    """Somebody's people, or those who began alone and wait for a counsellor."""
    return Q(counsellor__isnull=True) if value == "none" else Q(counsellor=value)


def _by_consent(rows: QuerySet[Participant], value: str) -> QuerySet[Participant]:
    yes = Consent.objects.filter(
        participant=OuterRef("pk"), purpose=Purpose.MATCHING, withdrawn_at__isnull=True
    )
    return rows.filter(Exists(yes)) if value == "yes" else rows.exclude(Exists(yes))


@needs(Verb.REGISTER_PARTICIPANT)
def register_participant(request: PactRequest) -> HttpResponse:
    """One page, with what is most common already chosen."""
    start = {"counsellor": request.actor.account_id, "how": "talk", "consent_language": "sv"}
    form = RegisterForm(request.POST or None, initial=start)
    sent = request.method == "POST" and form.is_valid() and not _looks_registered(request, form)
    if sent and (person := attempt(form, lambda: _register(request, form))):
        messages.success(request, _("{name} is registered.").format(name=person))
        return redirect("see_person", person.pk)
    # All ten would weigh more than the rest of the page; the others are read when filling in together.
    readings = [
        (code, name, consent_texts(code, _today())) for code, name in LANGUAGES if code in IN_PUBLIC
    ]
    occupations = Concept.objects.current().of_kind(ConceptKind.SSYK4)
    context = {"form": form, "readings": readings, "occupations": occupations}
    return respond(request, "people/register_participant.html", context, form)


def _looks_registered(request: PactRequest, form: RegisterForm) -> bool:
    """Doubles are hinted at, never merged: the one who registers decides."""
    if form.cleaned_data["is_another"]:
        return False
    form.twins = queries.same_person(form.cleaned_data, request.actor)
    if form.twins:
        form.add_error("is_another", _("Somebody with this name and year is registered already."))
    return bool(form.twins)


def _register(request: PactRequest, form: RegisterForm) -> Participant:
    by, at, data = request.actor, timezone.now(), form.cleaned_data
    person = actions.register_participant(
        request.pact, form.values(), consents=form.yeses(), by=by, at=at
    )
    if data["worked_as"]:
        profile.add_experience(person, data["worked_as"], data["years"] or 0, by=by)
    if data["wants_to"]:
        profile.add_wish(person, data["wants_to"], by=by)
    if data["access"]:
        actions.give_access(person, by=by, at=at)
    return person


def _person(request: PactRequest, pk: int) -> Participant:
    person = get_object_or_404(Participant.objects.visible_to(request.actor), pk=pk)
    look(person.pk, LookPurpose.PAGE, request.actor, timezone.now())
    return person


def _frame(request: PactRequest, person: Participant) -> dict[str, Any]:
    """Whether this is one's own profile, and the shell that goes with it."""
    own = person.account_id == request.actor.account_id
    shell = "base/person.html" if own else "base/work.html"
    return {"person": person, "own": own, "shell": shell}


@needs(Verb.EDIT_PARTICIPANT)
def edit_participant(request: PactRequest, pk: int, part: str) -> HttpResponse:
    """One part of a profile at a time."""
    person = _person(request, pk)
    if part in PIECES:
        return _edit_pieces(request, person, PIECES[part])
    if part == "reach":
        return _edit_reach(request, person)
    return _edit_fields(request, person, part)


def _edit_fields(request: PactRequest, person: Participant, name: str) -> HttpResponse:
    part = FIELDS.get(name)
    frame = _frame(request, person)
    if part is None or not (part.own or may(request.actor, Verb.REGISTER_PARTICIPANT, person)):
        raise Http404
    form = part.form()(request.POST or None, instance=person)
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(
            form,
            lambda: actions.edit_participant(
                person, form.cleaned_data, by=request.actor, at=timezone.now()
            ),
        )
        is not None
    ):
        messages.success(request, _("Saved."))
        return redirect("see_person", person.pk)
    context = {**frame, "part": part, "form": form}
    return respond(request, "people/edit_participant.html", context, form)


def _edit_reach(request: PactRequest, person: Participant) -> HttpResponse:
    chosen = {"districts": person.reaches.values_list("district", flat=True)}
    form = ReachForm(request.POST or None, initial=chosen)
    if request.method == "POST":
        form = ReachForm(request.POST)
        if form.is_valid():
            profile.set_reach(person, form.cleaned_data["districts"], by=request.actor)
            messages.success(request, _("Saved."))
            return redirect("see_person", person.pk)
    context = {**_frame(request, person), "part": WHERE, "form": form}
    return respond(request, "people/edit_participant.html", context, form)


def _edit_pieces(request: PactRequest, person: Participant, part: Pieces) -> HttpResponse:
    words = str(request.GET.get("q", "")).strip()[:80]
    adding = request.method == "POST" and "remove" not in request.POST
    form = part.form(request.POST if adding else None)
    if request.method == "POST" and _changed(request, person, part, form):
        return redirect(request.path)
    found = queries.found_terms(part.kinds, words) if words else part.suggest(person)
    pieces = [{"pk": p.pk, "term": getattr(p, part.term), "piece": p} for p in part.of(person)]
    context = {"part": part, "form": form, "q": words, "found": found, "pieces": pieces}
    context |= _frame(request, person)
    return respond(request, "people/edit_pieces.html", context, form)


def _changed(request: PactRequest, person: Participant, part: Pieces, form: Form) -> bool:
    """Remove one piece, or add those chosen."""
    if "remove" in request.POST:
        pieces = getattr(person, part.relation)
        number = request.POST["remove"]
        piece = get_object_or_404(pieces, pk=number_in(number))
        profile.remove_piece(piece, by=request.actor)
        messages.success(request, _("Removed. You can add it again below."))
        return True
    if not form.is_valid():
        return False
    values = form.cleaned_data
    added = attempt(
        form, lambda: [part.add(person, t, values, request.actor) for t in values["terms"]]
    )
    if added:
        messages.success(request, _("Saved."))
    return bool(added)


@needs(Verb.RECORD_CONSENT)
def record_consent(request: PactRequest, pk: int, purpose: str) -> HttpResponse:
    """The counsellor tells how a yes was given; the person's own yes is one press."""
    person, what = _person(request, pk), _purpose(purpose)
    frame = _frame(request, person)
    reads = get_language() or "sv"
    chosen = reads if frame["own"] else request.GET.get("language", person.language)
    start = {"language": written_in(chosen)}
    data = request.POST if request.method == "POST" else None
    form = OwnConsentForm(data) if frame["own"] else ConsentForm(data, initial=start)
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(
            form,
            lambda: actions.record_consent(
                person, form.yes(what, reads), by=request.actor, at=timezone.now()
            ),
        )
        is not None
    ):
        messages.success(request, _("Your yes is saved.") if frame["own"] else _("Saved."))
        return redirect(_after(person, frame))
    text = consent_text(what, chosen, _today())
    context = {**frame, "form": form, "text": text}
    context["readings"] = [(c, name, c == text.language) for c, name in LANGUAGES]
    return respond(request, "people/record_consent.html", context, form)


@needs(Verb.WITHDRAW_CONSENT)
def withdraw_consent(request: PactRequest, pk: int, purpose: str) -> HttpResponse:
    """Taking back is as easy as giving."""
    person, what = _person(request, pk), _purpose(purpose)
    frame = _frame(request, person)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(
            form,
            lambda: actions.withdraw_consent(person, what, by=request.actor, at=timezone.now()),
        )
        is not None
    ):
        messages.success(request, _("Taken back. It holds from now."))
        return redirect(_after(person, frame))
    context = {**frame, "form": form, "purpose": what}
    return respond(request, "people/withdraw_consent.html", context, form)


@needs(Verb.GIVE_ACCESS)
def give_access(request: PactRequest, pk: int) -> HttpResponse:
    """Let a person sign in to their own pages."""
    person = _person(request, pk)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    sent = request.method == "POST" and form.is_valid()
    if (
        sent
        and attempt(
            form,
            lambda: actions.give_access(person, by=request.actor, at=timezone.now()),
        )
        is not None
    ):
        messages.success(request, _("A message with the way in is on its way."))
        return redirect("see_person", person.pk)
    return respond(request, "people/give_access.html", {"person": person, "form": form}, form)


def _after(person: Participant, frame: dict[str, Any]) -> str:
    """Back to where the switches are. Faces draw those pages, so they are known by name only."""
    return reverse("see_own_data") if frame["own"] else reverse("see_person", args=[person.pk])


def _purpose(code: str) -> Purpose:
    if code not in Purpose:
        raise Http404
    return Purpose(code)


def _today() -> date:
    return timezone.localdate()
