"""One search over what one may see: members, letters, openings. Never persons."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.activities.opportunities.models import Opening
from pakten.agreements.commitments.models import Letter
from pakten.base.access import Verb
from pakten.base.access.views import needs
from pakten.parties.organisations.models import Contact, Organisation
from pakten.parties.pacts.http import PactRequest

SHOWN = 5
SHOWN_ALONE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A found row."""

    title: str
    href: str
    meta: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind: how many there are and the first of them."""

    key: str
    label: str
    icon: str
    total: int
    hits: list[Hit]
    is_current: bool = False


def _words(q: str, *fields: str) -> Q:
    wanted = Q()
    for word in q.split():
        one = Q()
        for name in fields:
            one |= Q(**{f"{name}__icontains": word})
        wanted &= one
    return wanted


def _members(request: PactRequest, q: str, most: int) -> tuple[int, list[Hit]]:
    rows = Organisation.objects.visible_to(request.actor).filter(_words(q, "name", "number"))
    hits = [
        Hit(o.name, reverse("see_organisation", args=[o.pk]), o.number_text, o.get_stage_display())
        for o in rows[:most]
    ]
    return rows.count(), hits


def _letters(request: PactRequest, q: str, most: int) -> tuple[int, list[Hit]]:
    rows = Letter.objects.visible_to(request.actor).select_related("organisation")
    rows = rows.filter(_words(q, "organisation__name", "organisation__number"))
    hits = [
        Hit(
            _("%(name)s, version %(n)d") % {"name": each.organisation.name, "n": each.version},
            reverse("see_letter", args=[each.pk]),
            f"{each.valid_from} – {each.valid_to}",
            each.get_state_display(),
        )
        for each in rows[:most]
    ]
    return rows.count(), hits


def _openings(request: PactRequest, q: str, most: int) -> tuple[int, list[Hit]]:
    rows = Opening.objects.visible_to(request.actor).select_related("organisation")
    rows = rows.filter(_words(q, "title", "organisation__name"))
    hits = [
        Hit(
            each.title,
            reverse("see_opening", args=[each.pk]),
            f"{each.organisation.name}, {each.get_kind_display().lower()}",
            each.get_state_display(),
        )
        for each in rows[:most]
    ]
    return rows.count(), hits


def _contacts(request: PactRequest, q: str, most: int) -> tuple[int, list[Hit]]:
    houses = Organisation.objects.visible_to(request.actor)
    rows = Contact.objects.filter(organisation__in=houses).select_related("organisation")
    rows = rows.filter(_words(q, "name", "organisation__name"))
    hits = [
        Hit(
            each.name,
            reverse("see_organisation", args=[each.organisation_id]) + "#contacts",
            ", ".join(filter(None, [each.title, each.organisation.name])),
        )
        for each in rows[:most]
    ]
    return rows.count(), hits


def _kinds() -> list[tuple[str, str, str, Verb, Any]]:
    return [
        ("members", _("Members"), "building", Verb.SEE_ORGANISATION, _members),
        ("letters", _("Letters of intent"), "letter", Verb.SEE_LETTERS, _letters),
        ("openings", _("Openings"), "briefcase", Verb.SEE_OPENINGS, _openings),
        ("contacts", _("Contacts"), "person-circle", Verb.SEE_ORGANISATION, _contacts),
    ]


@needs(Verb.SEE_HOME)
def search(request: PactRequest) -> HttpResponse:
    """Everything the reader may see with these words in it."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    digits = re.sub(r"(?<=\d)-(?=\d)", "", q)
    only = request.GET.get("kind", "")
    groups = []
    for key, label, icon, verb, find in _kinds():
        if q and request.actor.holds(verb):
            total, hits = find(request, digits, SHOWN_ALONE if key == only else SHOWN)
            groups.append(Group(key, label, icon, total, hits, key == only))
    found = [group for group in groups if group.total]
    known = only if only in {group.key for group in found} else ""
    context = {
        "q": q,
        "total": sum(group.total for group in found),
        "groups": found,
        "shown": [group for group in found if known in ("", group.key)],
        "everything": not known,
    }
    return render(request, "desk/search.html", context)
