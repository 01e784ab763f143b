"""The menus: what somebody who holds these verbs can go to."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from pakten.base.access import ANONYMOUS, Actor, Verb

Item = dict[str, Any]


def _groups() -> list[tuple[str, list[tuple[Verb, str, str, str]]]]:
    return [
        (
            "",
            [(Verb.SEE_HOME, "see_home", _("My desk"), "inbox")],
        ),
        (
            _("The pact"),
            [
                (Verb.SEE_REGISTER, "see_register", _("Members"), "building"),
                (Verb.SEE_LETTERS, "see_letters", _("Letters of intent"), "letter"),
            ],
        ),
        (
            _("People"),
            [
                (Verb.SEE_PEOPLE, "see_people", _("Participants"), "people"),
                (Verb.SEE_OPENINGS, "see_openings", _("Openings"), "briefcase"),
                (Verb.SEE_PLACEMENTS, "see_placements", _("Placements"), "handshake"),
            ],
        ),
        (
            _("Follow-up"),
            [
                (Verb.SEE_OUTCOMES, "see_outcomes", _("Results"), "chart"),
                (Verb.SEE_ACCOUNTS, "see_accounts", _("Accounts"), "people"),
                (Verb.SEE_OUTBOX, "see_outbox", _("Outbox"), "inbox"),
            ],
        ),
    ]


def _items(actor: Actor, path: str, rows: list[tuple[Verb, str, str, str]]) -> list[Item]:
    items = []
    for verb, url_name, label, icon in rows:
        if actor.holds(verb):
            url = reverse(url_name)
            current = path == url or (url_name != "see_home" and path.startswith(url))
            items.append({"label": label, "url": url, "icon": icon, "current": current})
    return items


def menu(request: HttpRequest) -> dict[str, Any]:
    """Template context: `menu`, groups of items the actor may open."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    if actor.is_anonymous:
        return {}
    groups = [(label, _items(actor, request.path, rows)) for label, rows in _groups()]
    return {"menu": [{"label": label, "items": items} for label, items in groups if items]}
