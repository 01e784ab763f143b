"""The banner over a person's pages while a session with them is open: names in both languages."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext_noop

from pakten.base.access import ANONYMOUS, Actor, Verb
from pakten.parties.guidance.lines import Said, both
from pakten.parties.guidance.models import Session
from pakten.parties.guidance.queries import open_session

_BOTH = gettext_noop("{one} and {other}")
TEMPLATE = "guidance/_together.html"


def together(request: HttpRequest) -> dict[str, Any]:
    """Template context: `banner` and `session_now` on the pages under a person, for those who counsel.

    Other pages cost nothing: the address tells before the database is asked.
    """
    match = request.resolver_match
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    number = (
        match.kwargs.get("pk") if match and match.route.startswith("people/<int:pk>/") else None
    )
    if number is None or not actor.where(Verb.START_SESSION, "pact"):
        return {}
    found = SimpleLazyObject(lambda: open_session(actor, number) or "")
    return {
        "banner": TEMPLATE,
        "session_now": found,
        "session_names": lambda: names_of(cast("Session", found)),
    }


def names_of(session: Session) -> tuple[Said, Said | None]:
    """*Amal and Leila*, in the counsellor's language and in the person's."""
    mine, yours = both(_BOTH, get_language() or "sv", session.language)
    one = session.participant.given_name
    other = session.led_by.name.split(" ")[0] if session.led_by.name else ""

    def filled(said: Said) -> Said:
        return Said(said.text.format(one=one, other=other), said.lang, said.dir)

    return filled(mine), filled(yours) if yours else None
