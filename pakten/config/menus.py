"""The menus and the shell: what somebody who holds these verbs can go to, in the role they act in."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pakten.base.access import ANONYMOUS, Actor, Role, Verb
from pakten.base.access.roles import HOLDS
from pakten.base.accounts.states import ROLE_NAMES
from pakten.parties.organisations.models import Organisation
from pakten.parties.pacts.http import acting_role

Item = dict[str, Any]
Text = str | Promise
Row = tuple[Verb, str, Text, str]
Groups = list[tuple[Text, list[Row]]]

WORK: Groups = [
    ("", [(Verb.SEE_HOME, "see_home", _("My desk"), "inbox")]),
    (
        _("The pact"),
        [
            (Verb.SEE_REGISTER, "see_register", _("Members"), "building"),
            (Verb.SEE_LETTERS, "see_letters", _("Letters of intent"), "letter"),
            (Verb.SEE_PACT, "see_pact", _("Contents of the pact"), "layers"),
            (Verb.SEE_EVENTS, "see_events", _("Events"), "calendar"),
        ],
    ),
    (
        _("People"),
        [
            (Verb.SEE_CASELOAD, "see_caseload", _("My people"), "person-check"),
            (Verb.SEE_PEOPLE, "see_people", _("Participants"), "people"),
            (Verb.SEE_LOCAL_OFFERS, "see_local_offers", _("Local offers"), "hand-heart"),
            (Verb.SEE_CALLBACKS, "see_callbacks", _("To call"), "phone"),
            (Verb.SEE_OPENINGS, "see_openings", _("Openings"), "briefcase"),
            (Verb.SEE_ROUNDS, "see_rounds", _("Matching"), "swap"),
            (Verb.SEE_PLACEMENTS, "see_placements", _("Placements"), "handshake"),
        ],
    ),
    (
        _("Follow-up"),
        [
            (Verb.SEE_PULSES, "see_pulses", _("To ring and to fill in"), "phone"),
            (Verb.SEE_CAMPAIGNS, "see_campaigns", _("Check-ins"), "tasklist"),
            (Verb.SEE_KEEPING, "see_keeping", _("Are the promises kept?"), "trend-up"),
            (Verb.SEE_AFTERWARDS, "see_afterwards", _("Ask how it went"), "chat"),
        ],
    ),
    (
        _("Results"),
        [
            (Verb.SEE_OUTCOMES, "see_outcomes", _("The ledger"), "receipt"),
            (Verb.EXPLORE_MEASURES, "explore_measures", _("Analysis"), "chart"),
            (Verb.ANALYSE_EQUALITY, "analyse_equality", _("Equality"), "people"),
            (Verb.SEE_SURVEYS, "see_surveys", _("Surveys and interviews"), "chat"),
            (Verb.SEE_SAMPLES, "see_samples", _("Checks at random"), "shield-check"),
            (Verb.SEE_REPORTS, "see_reports", _("Annual reports"), "letter"),
            (Verb.EDIT_MEASURE, "see_measures", _("Measures"), "layers"),
            (Verb.SEE_VALUES, "see_values", _("Social value"), "coin"),
        ],
    ),
    (
        _("The office"),
        [
            (Verb.SEE_SUBSIDIES, "see_subsidies", _("Support to employers"), "coin"),
            (Verb.IMPORT_ORGANISATIONS, "import_organisations", _("Imports"), "import"),
            (Verb.SEE_CHECKLIST, "see_checklist", _("Checklist"), "shield-check"),
            (Verb.SEE_ACCOUNTS, "see_accounts", _("Accounts"), "people"),
            (Verb.SEE_OUTBOX, "see_outbox", _("Outbox"), "inbox"),
            (Verb.SEE_TWINS, "see_twins", _("One person twice?"), "people"),
            (Verb.SEE_CORRECTIONS, "see_erasures", _("Requests about data"), "shield-check"),
            (Verb.SEE_RETENTION, "see_retention", _("How long we keep things"), "clock"),
        ],
    ),
]
MEMBER: Groups = [
    (
        "",
        [
            (Verb.SEE_HOME, "see_home", _("Home"), "house"),
            (Verb.SEE_PLACEMENTS, "see_placements", _("Proposals"), "handshake"),
            (Verb.SEE_LETTERS, "see_our_promises", _("Promises"), "letter"),
            (Verb.SEE_OPENINGS, "see_openings", _("Openings"), "briefcase"),
            (Verb.SEE_CHECK_IN, "our_check_ins", _("Check-ins"), "tasklist"),
        ],
    )
]
PARTICIPANT: Groups = [
    (
        "",
        [
            (Verb.SEE_HOME, "see_home", _("Start"), "house"),
            (Verb.SEE_PLACEMENTS, "see_placements", _("My proposals"), "handshake"),
            (Verb.SEE_OWN_STEPS, "see_own_steps", _("My steps"), "tasklist"),
            (Verb.SEE_PERSON, "see_own_profile", _("My profile"), "person"),
            # the five that are always at the thumb; what one said yes to is never further away
            (Verb.SEE_PERSON, "see_own_data", _("My data"), "shield-check"),
            (Verb.SEE_OWN_PLACES, "see_own_places", _("Places for you"), "briefcase"),
        ],
    )
]
MENUS: dict[Role | None, Groups] = {
    Role.MEMBER: MEMBER,
    Role.MENTOR: MEMBER,
    Role.PARTICIPANT: PARTICIPANT,
}
SHELLS: dict[Role | None, str] = {
    Role.MEMBER: "base/member.html",
    Role.MENTOR: "base/member.html",
    Role.PARTICIPANT: "base/person.html",
}


SHORT: dict[str, Text] = {
    "see_desk": _("Desk"),
    "see_letters": _("Letters"),
    "our_check_ins": _("Check-in"),
    "see_openings": _("Places"),
    "see_pact": _("The pact"),
}


def _here(path: str, groups: Groups) -> str:
    """The name of the place in the menu that a page belongs to: the longest address above it."""
    above = {name: reverse(name) for _label, rows in groups for _verb, name, _text, _icon in rows}
    found = [
        name
        for name, url in above.items()
        if path == url or (name != "see_home" and path.startswith(url))
    ]
    return max(found, key=lambda name: len(above[name]), default="")


def _items(acting: Role | None, here: str, rows: list[Row]) -> list[Item]:
    items = []
    for verb, url_name, label, icon in rows:
        if acting and verb in HOLDS[acting]:
            url = reverse(url_name)
            current = url_name == here
            name = "see_desk" if acting not in MENUS and url_name == "see_home" else url_name
            short = SHORT.get(name, "")
            items.append(
                {"label": label, "short": short, "url": url, "icon": icon, "current": current}
            )
    return items


def _house_name(actor: Actor) -> str:
    """The house a representative acts for, asked for only by the pages that show it."""
    houses = [grant.scope.id for grant in actor.grants if grant.scope.kind == "organisation"]
    return Organisation.objects.filter(pk__in=houses).values_list("name", flat=True).first() or ""


def menu(request: HttpRequest) -> dict[str, Any]:
    """Template context: `menu`, groups of items the actor may open; `roles` to choose among; `shell`."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    if actor.is_anonymous:
        return {"shell": "base/public.html"}
    acting = acting_role(request)
    every = MENUS.get(acting, WORK)
    here = _here(request.path, every)
    groups = [(label, _items(acting, here, rows)) for label, rows in every]
    held = actor.roles()
    return {
        "menu": [{"label": label, "items": items} for label, items in groups if items],
        "shell": SHELLS.get(acting, "base/work.html"),
        "organisation_name": SimpleLazyObject(lambda: _house_name(actor)),
        "unseen": getattr(request, "unseen", 0),
        "roles": [
            {"value": role.value, "label": ROLE_NAMES[role], "current": role == acting}
            for role in (held if len(held) > 1 else ())
        ],
    }
